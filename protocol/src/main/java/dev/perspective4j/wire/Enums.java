package dev.perspective4j.wire;

import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.model.FilterOp;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.JoinType;
import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.SplitRollupMode;
import dev.perspective4j.wire.proto.SortOp;
import dev.perspective4j.wire.proto.StatusCode;
import dev.perspective4j.wire.proto.ViewConfig.FilterReducer;

/**
 * The enums. A number that no release defines is an error for column types and sort directions, and
 * the default for everything else, as in the reference server.
 */
final class Enums {

  private Enums() {}

  static dev.perspective4j.wire.proto.ColumnType encode(ColumnType type) {
    return switch (type) {
      case STRING -> dev.perspective4j.wire.proto.ColumnType.STRING;
      case DATE -> dev.perspective4j.wire.proto.ColumnType.DATE;
      case DATETIME -> dev.perspective4j.wire.proto.ColumnType.DATETIME;
      case INTEGER -> dev.perspective4j.wire.proto.ColumnType.INTEGER;
      case FLOAT -> dev.perspective4j.wire.proto.ColumnType.FLOAT;
      case BOOLEAN -> dev.perspective4j.wire.proto.ColumnType.BOOLEAN;
    };
  }

  static ColumnType decode(dev.perspective4j.wire.proto.ColumnType type) {
    return switch (type) {
      case STRING -> ColumnType.STRING;
      case DATE -> ColumnType.DATE;
      case DATETIME -> ColumnType.DATETIME;
      case INTEGER -> ColumnType.INTEGER;
      case FLOAT -> ColumnType.FLOAT;
      case BOOLEAN -> ColumnType.BOOLEAN;
      case UNRECOGNIZED -> throw new WireException("Invalid column type");
    };
  }

  static SortOp encode(SortDirection direction) {
    return switch (direction) {
      case NONE -> SortOp.SORT_NONE;
      case ASC -> SortOp.SORT_ASC;
      case DESC -> SortOp.SORT_DESC;
      case COL_ASC -> SortOp.SORT_COL_ASC;
      case COL_DESC -> SortOp.SORT_COL_DESC;
      case ASC_ABS -> SortOp.SORT_ASC_ABS;
      case DESC_ABS -> SortOp.SORT_DESC_ABS;
      case COL_ASC_ABS -> SortOp.SORT_COL_ASC_ABS;
      case COL_DESC_ABS -> SortOp.SORT_COL_DESC_ABS;
    };
  }

  static SortDirection decode(SortOp op) {
    return switch (op) {
      case SORT_NONE -> SortDirection.NONE;
      case SORT_ASC -> SortDirection.ASC;
      case SORT_DESC -> SortDirection.DESC;
      case SORT_COL_ASC -> SortDirection.COL_ASC;
      case SORT_COL_DESC -> SortDirection.COL_DESC;
      case SORT_ASC_ABS -> SortDirection.ASC_ABS;
      case SORT_DESC_ABS -> SortDirection.DESC_ABS;
      case SORT_COL_ASC_ABS -> SortDirection.COL_ASC_ABS;
      case SORT_COL_DESC_ABS -> SortDirection.COL_DESC_ABS;
      case UNRECOGNIZED -> throw new WireException("Invalid sort op");
    };
  }

  static FilterReducer encode(FilterOp op) {
    return op == FilterOp.OR ? FilterReducer.OR : FilterReducer.AND;
  }

  static FilterOp decode(FilterReducer op) {
    return op == FilterReducer.OR ? FilterOp.OR : FilterOp.AND;
  }

  static dev.perspective4j.wire.proto.GroupRollupMode encode(GroupRollupMode mode) {
    return switch (mode) {
      case ROLLUP -> dev.perspective4j.wire.proto.GroupRollupMode.ROLLUP;
      case FLAT -> dev.perspective4j.wire.proto.GroupRollupMode.FLAT;
      case TOTAL -> dev.perspective4j.wire.proto.GroupRollupMode.TOTAL;
    };
  }

  static GroupRollupMode decode(dev.perspective4j.wire.proto.GroupRollupMode mode) {
    return switch (mode) {
      case ROLLUP, UNRECOGNIZED -> GroupRollupMode.ROLLUP;
      case FLAT -> GroupRollupMode.FLAT;
      case TOTAL -> GroupRollupMode.TOTAL;
    };
  }

  static dev.perspective4j.wire.proto.SplitRollupMode encode(SplitRollupMode mode) {
    return switch (mode) {
      case FLAT -> dev.perspective4j.wire.proto.SplitRollupMode.SPLIT_ROLLUP_MODE_FLAT;
      case ROLLUP -> dev.perspective4j.wire.proto.SplitRollupMode.SPLIT_ROLLUP_MODE_ROLLUP;
    };
  }

  static SplitRollupMode decode(dev.perspective4j.wire.proto.SplitRollupMode mode) {
    return switch (mode) {
      case SPLIT_ROLLUP_MODE_FLAT, UNRECOGNIZED -> SplitRollupMode.FLAT;
      case SPLIT_ROLLUP_MODE_ROLLUP -> SplitRollupMode.ROLLUP;
    };
  }

  static dev.perspective4j.wire.proto.ListFlatten encode(ListFlatten mode) {
    return switch (mode) {
      case ZIP -> dev.perspective4j.wire.proto.ListFlatten.LIST_FLATTEN_ZIP;
      case CARTESIAN -> dev.perspective4j.wire.proto.ListFlatten.LIST_FLATTEN_CARTESIAN;
      case STRINGIFY -> dev.perspective4j.wire.proto.ListFlatten.LIST_FLATTEN_STRINGIFY;
    };
  }

  static ListFlatten decode(dev.perspective4j.wire.proto.ListFlatten mode) {
    return switch (mode) {
      case LIST_FLATTEN_ZIP, UNRECOGNIZED -> ListFlatten.ZIP;
      case LIST_FLATTEN_CARTESIAN -> ListFlatten.CARTESIAN;
      case LIST_FLATTEN_STRINGIFY -> ListFlatten.STRINGIFY;
    };
  }

  static dev.perspective4j.wire.proto.JoinType encode(JoinType type) {
    return switch (type) {
      case INNER -> dev.perspective4j.wire.proto.JoinType.INNER;
      case LEFT -> dev.perspective4j.wire.proto.JoinType.LEFT;
      case OUTER -> dev.perspective4j.wire.proto.JoinType.OUTER;
    };
  }

  static JoinType decode(dev.perspective4j.wire.proto.JoinType type) {
    return switch (type) {
      case INNER, UNRECOGNIZED -> JoinType.INNER;
      case LEFT -> JoinType.LEFT;
      case OUTER -> JoinType.OUTER;
    };
  }

  static StatusCode encode(ErrorStatus status) {
    return switch (status) {
      case SERVER_ERROR -> StatusCode.SERVER_ERROR;
      case VIEW_NOT_FOUND -> StatusCode.VIEW_NOT_FOUND;
      case TRANSPORT_ERROR -> StatusCode.TRANSPORT_ERROR;
    };
  }

  static ErrorStatus decode(StatusCode status) {
    return switch (status) {
      case SERVER_ERROR, UNRECOGNIZED -> ErrorStatus.SERVER_ERROR;
      case VIEW_NOT_FOUND -> ErrorStatus.VIEW_NOT_FOUND;
      case TRANSPORT_ERROR -> ErrorStatus.TRANSPORT_ERROR;
    };
  }
}
