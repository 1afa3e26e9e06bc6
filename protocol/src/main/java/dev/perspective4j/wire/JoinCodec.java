package dev.perspective4j.wire;

import dev.perspective4j.model.JoinSpec;
import dev.perspective4j.wire.proto.MakeJoinTableReq;

/** Joins. */
public final class JoinCodec {

  private JoinCodec() {}

  /** The request that makes a join. */
  public static MakeJoinTableReq encode(JoinSpec join) {
    return MakeJoinTableReq.newBuilder()
        .setLeftTableId(join.left())
        .setRightTableId(join.right())
        .setOnColumn(join.on())
        .setRightOnColumn(join.rightOn().equals(join.on()) ? "" : join.rightOn())
        .setJoinType(Enums.encode(join.type()))
        .build();
  }

  /** The join of a request. */
  public static JoinSpec decode(MakeJoinTableReq message) {
    return new JoinSpec(
        message.getLeftTableId(),
        message.getRightTableId(),
        message.getOnColumn(),
        message.getRightOnColumn().isEmpty() ? message.getOnColumn() : message.getRightOnColumn(),
        Enums.decode(message.getJoinType()));
  }
}
