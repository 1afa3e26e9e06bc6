package dev.perspective4j.conformance.live;

import com.google.protobuf.TextFormat;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.Request;
import java.util.Optional;

/**
 * One thing a session does. Names of tables and views are those of the script; a run puts its own
 * prefix before them.
 *
 * @param session number of the session
 * @param effect what it may change
 * @param request what is sent
 * @param undoes the subscribing step that this one undoes
 * @param text the step for people
 */
public record LiveStep(
    int session, Effect effect, Request request, Optional<LiveStep> undoes, String text) {

  /** What a step changes, as far as checks go. */
  public enum Effect {
    /** Rows of a table. */
    ROWS,
    /** Which views there are. */
    VIEWS,
    /** Which groups of a view are open. */
    GROUPS,
    /** Who is told; has no answer. */
    SUBSCRIBES,
    /** Who is told. */
    UNSUBSCRIBES,
    /** Nothing. */
    NONE
  }

  public static LiveStep of(int session, Effect effect, Request.Builder request, String text) {
    return new LiveStep(session, effect, request.build(), Optional.empty(), text);
  }

  /** The request with this run's names. */
  Request.Builder in(String prefix) {
    Request.Builder named = request.toBuilder().setEntityId(prefix + request.getEntityId());
    if (named.hasTableMakeViewReq()) {
      named
          .getTableMakeViewReqBuilder()
          .setViewId(prefix + request.getTableMakeViewReq().getViewId());
    }
    if (named.hasMakeJoinTableReq()) {
      named
          .getMakeJoinTableReqBuilder()
          .setLeftTableId(prefix + request.getMakeJoinTableReq().getLeftTableId())
          .setRightTableId(prefix + request.getMakeJoinTableReq().getRightTableId());
    }
    return named;
  }

  /** The data of a table as text, if it is text. */
  static String show(MakeTableData data) {
    return switch (data.getDataCase()) {
      case FROM_ROWS -> data.getFromRows().toStringUtf8();
      case FROM_COLS -> data.getFromCols().toStringUtf8();
      case FROM_NDJSON -> data.getFromNdjson().toStringUtf8();
      case FROM_CSV -> data.getFromCsv().toStringUtf8();
      default -> TextFormat.printer().emittingSingleLine(true).printToString(data);
    };
  }

  @Override
  public String toString() {
    return "s" + session + " " + text;
  }
}
