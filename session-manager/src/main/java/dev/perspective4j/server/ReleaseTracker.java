package dev.perspective4j.server;

import dev.perspective4j.wire.proto.MakeTableData.DataCase;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.ViewConfig;
import dev.perspective4j.wire.proto.ViewPort;

/**
 * Finds out from its requests which release a client is of.
 *
 * <p>A request that only one release sends is a proof; the naming flag of a viewport is a guess, which a
 * proof overrides, as it does what the endpoint assumes. What the URL said stays. Used by one thread at
 * a time.
 */
final class ReleaseTracker {
  private final boolean fixed;
  private ClientRelease current;
  private boolean proven;

  /**
   * Begins to watch a client.
   *
   * @param known what the URL said, or {@link ClientRelease#UNKNOWN}
   * @param assumed what clients of the endpoint are taken for
   */
  ReleaseTracker(ClientRelease known, ClientRelease assumed) {
    this.fixed = known != ClientRelease.UNKNOWN;
    this.current = fixed ? known : assumed;
  }

  ClientRelease current() {
    return current;
  }

  /** Draws conclusions from a request. */
  void observe(Request request) {
    if (fixed) {
      return;
    }
    switch (request.getClientReqCase()) {
      case TABLE_DESCRIBE_REQ -> prove(ClientRelease.FROM_5_6);
      case TABLE_VALIDATE_EXPR_REQ -> {
        if (current != ClientRelease.BEFORE_4_4) {
          prove(ClientRelease.FROM_4_4);
        }
      }
      case MAKE_TABLE_REQ -> {
        MakeTableReq make = request.getMakeTableReq();
        if (make.getData().getDataCase() == DataCase.FROM_VIEW
            || make.getOptions().hasViewSchema()) {
          prove(ClientRelease.FROM_5_6);
        }
      }
      case MAKE_JOIN_TABLE_REQ, VIEW_ON_REMOVE_REQ, VIEW_REMOVE_ON_REMOVE_REQ ->
          proveScalarRanges();
      case TABLE_MAKE_VIEW_REQ -> {
        ViewConfig config = request.getTableMakeViewReq().getConfig();
        if (config.getWindowsCount() > 0 || config.hasSplitRollupMode()) {
          proveScalarRanges();
        }
      }
      case VIEW_TO_ARROW_REQ -> guess(request.getViewToArrowReq().getViewport());
      case VIEW_TO_COLUMNS_STRING_REQ -> {
        if (request.getViewToColumnsStringReq().hasLeavesOnly()) {
          prove(ClientRelease.BEFORE_4_4);
        }
      }
      case VIEW_TO_ROWS_STRING_REQ -> {
        if (request.getViewToRowsStringReq().hasLeavesOnly()) {
          prove(ClientRelease.BEFORE_4_4);
        }
      }
      case VIEW_TO_NDJSON_STRING_REQ -> {
        if (request.getViewToNdjsonStringReq().hasLeavesOnly()) {
          prove(ClientRelease.BEFORE_4_4);
        }
      }
      default -> {}
    }
  }

  private void prove(ClientRelease release) {
    current = release;
    proven = true;
  }

  /** A release that is not before 4.4, whichever it is. */
  private void proveScalarRanges() {
    if (current == ClientRelease.BEFORE_4_4) {
      current = ClientRelease.FROM_4_4;
    }
  }

  private void guess(ViewPort viewport) {
    if (!proven && viewport.hasEmitLegacyRowPathNames()) {
      current =
          viewport.getEmitLegacyRowPathNames() ? ClientRelease.FROM_5_6 : ClientRelease.FROM_4_4;
    }
  }
}
