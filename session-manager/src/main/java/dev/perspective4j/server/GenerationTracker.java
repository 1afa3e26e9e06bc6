package dev.perspective4j.server;

import dev.perspective4j.wire.proto.MakeTableData.DataCase;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.ViewConfig;
import dev.perspective4j.wire.proto.ViewPort;

/**
 * Finds out from its requests which generation a client is of.
 *
 * <p>A request only one generation sends is a proof; the naming flag of a viewport is a guess, which a
 * proof overrides, as it does what the endpoint assumes. What the URL said stays. Used by one thread at
 * a time.
 */
final class GenerationTracker {
  private final boolean fixed;
  private Generation current;
  private boolean proven;

  /**
   * Begins to watch a client.
   *
   * @param known what the URL said, or {@link Generation#UNKNOWN}
   * @param assumed what clients of the endpoint are taken for
   */
  GenerationTracker(Generation known, Generation assumed) {
    this.fixed = known != Generation.UNKNOWN;
    this.current = fixed ? known : assumed;
  }

  Generation current() {
    return current;
  }

  /** Draws conclusions from a request. */
  void observe(Request request) {
    if (fixed) {
      return;
    }
    switch (request.getClientReqCase()) {
      case TABLE_DESCRIBE_REQ -> prove(Generation.NEW);
      case TABLE_VALIDATE_EXPR_REQ -> {
        if (current != Generation.TEXT_RANGES) {
          prove(Generation.OLD);
        }
      }
      case MAKE_TABLE_REQ -> {
        MakeTableReq make = request.getMakeTableReq();
        if (make.getData().getDataCase() == DataCase.FROM_VIEW
            || make.getOptions().hasViewSchema()) {
          prove(Generation.NEW);
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
          prove(Generation.TEXT_RANGES);
        }
      }
      case VIEW_TO_ROWS_STRING_REQ -> {
        if (request.getViewToRowsStringReq().hasLeavesOnly()) {
          prove(Generation.TEXT_RANGES);
        }
      }
      case VIEW_TO_NDJSON_STRING_REQ -> {
        if (request.getViewToNdjsonStringReq().hasLeavesOnly()) {
          prove(Generation.TEXT_RANGES);
        }
      }
      default -> {}
    }
  }

  private void prove(Generation generation) {
    current = generation;
    proven = true;
  }

  /** A release that is not before 4.4, whichever it is. */
  private void proveScalarRanges() {
    if (current == Generation.TEXT_RANGES) {
      current = Generation.OLD;
    }
  }

  private void guess(ViewPort viewport) {
    if (!proven && viewport.hasEmitLegacyRowPathNames()) {
      current = viewport.getEmitLegacyRowPathNames() ? Generation.NEW : Generation.OLD;
    }
  }
}
