package dev.perspective4j.wire;

import dev.perspective4j.model.HostedTable;
import dev.perspective4j.wire.proto.GetHostedTablesResp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The list of tables of a server. */
public final class HostedTableCodec {

  private HostedTableCodec() {}

  /** The answer that lists tables, in the given order. */
  public static GetHostedTablesResp encode(List<HostedTable> tables) {
    GetHostedTablesResp.Builder builder = GetHostedTablesResp.newBuilder();
    for (HostedTable table : tables) {
      dev.perspective4j.wire.proto.HostedTable.Builder entry =
          builder.addTableInfosBuilder().setEntityId(table.name());
      table.index().ifPresent(entry::setIndex);
      table.limit().ifPresent(limit -> entry.setLimit((int) limit));
    }
    return builder.build();
  }

  /** The tables of an answer, in the order received. */
  public static List<HostedTable> decode(GetHostedTablesResp message) {
    List<HostedTable> tables = new ArrayList<>(message.getTableInfosCount());
    for (dev.perspective4j.wire.proto.HostedTable entry : message.getTableInfosList()) {
      tables.add(
          new HostedTable(
              entry.getEntityId(),
              entry.hasIndex() ? Optional.of(entry.getIndex()) : Optional.empty(),
              entry.hasLimit()
                  ? OptionalLong.of(Integer.toUnsignedLong(entry.getLimit()))
                  : OptionalLong.empty()));
    }
    return tables;
  }
}
