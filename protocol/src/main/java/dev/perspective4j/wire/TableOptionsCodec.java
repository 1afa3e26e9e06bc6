package dev.perspective4j.wire;

import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.wire.proto.MakeTableReq.MakeTableOptions;
import java.util.Optional;
import java.util.OptionalLong;

/** Options of a new table. */
public final class TableOptionsCodec {

  private TableOptionsCodec() {}

  /** The message of some options; what equals the default is left out. */
  public static MakeTableOptions encode(TableOptions options) {
    MakeTableOptions.Builder builder = MakeTableOptions.newBuilder();
    options.index().ifPresent(builder::setMakeIndexTable);
    options.limit().ifPresent(limit -> builder.setMakeLimitTable((int) limit));
    if (options.pageToDisk()) {
      builder.setPageToDisk(true);
    }
    if (options.listFlatten() != ListFlatten.ZIP) {
      builder.setListFlatten(Enums.encode(options.listFlatten()));
    }
    return builder.build();
  }

  /** The options of a message; an absent message is the empty one. */
  public static TableOptions decode(MakeTableOptions message) {
    return new TableOptions(
        Optional.of(message.getMakeIndexTable()),
        message.hasMakeLimitTable()
            ? OptionalLong.of(Integer.toUnsignedLong(message.getMakeLimitTable()))
            : OptionalLong.empty(),
        message.getPageToDisk(),
        Enums.decode(message.getListFlatten()));
  }

  /**
   * The columns wanted of a table that is made from a view; empty if the message has none.
   *
   * @throws WireException if a type number is unknown or a name occurs twice
   */
  public static Optional<Schema> decodeViewSchema(MakeTableOptions message) {
    return message.hasViewSchema()
        ? Optional.of(SchemaCodec.decode(message.getViewSchema()))
        : Optional.empty();
  }
}
