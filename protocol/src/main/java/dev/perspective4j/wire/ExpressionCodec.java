package dev.perspective4j.wire;

import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ExpressionError;
import dev.perspective4j.model.ExpressionVerdict;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.wire.proto.TableDescribeResp;
import dev.perspective4j.wire.proto.TableValidateExprResp;
import dev.perspective4j.wire.proto.TableValidateExprResp.ExprValidationError;
import dev.perspective4j.wire.proto.ViewDescription;
import java.util.LinkedHashMap;
import java.util.Map;

/** Verdicts on expressions, as clients up to 5.5 ask for them (9) and as later ones do (41). */
public final class ExpressionCodec {

  private ExpressionCodec() {}

  /**
   * The answer to a validation.
   *
   * @param verdict the verdict
   * @param expressions the map of the request, which is echoed
   */
  public static TableValidateExprResp encode(
      ExpressionVerdict verdict, Map<String, String> expressions) {
    TableValidateExprResp.Builder builder =
        TableValidateExprResp.newBuilder()
            .putAllExpressionSchema(SchemaCodec.encodeTypes(verdict.types()))
            .putAllExpressionAlias(expressions);
    verdict
        .errors()
        .forEach(
            (alias, error) ->
                builder.putErrors(
                    alias,
                    ExprValidationError.newBuilder()
                        .setErrorMessage(error.message())
                        .setLine(error.line())
                        .setColumn(error.column())
                        .build()));
    return builder.build();
  }

  /**
   * The verdict of an answer to a validation.
   *
   * @throws WireException if a type number is unknown
   */
  public static ExpressionVerdict decode(TableValidateExprResp message) {
    Map<String, ExpressionError> errors = new LinkedHashMap<>();
    message
        .getErrorsMap()
        .forEach(
            (alias, error) ->
                errors.put(
                    alias,
                    new ExpressionError(
                        error.getErrorMessage(), error.getLine(), error.getColumn())));
    return new ExpressionVerdict(SchemaCodec.decodeTypes(message.getExpressionSchemaMap()), errors);
  }

  /** The answer to a description. */
  public static TableDescribeResp encode(TableDescription description) {
    TableDescribeResp.Builder builder =
        TableDescribeResp.newBuilder()
            .putAllExpressionSchema(SchemaCodec.encodeTypes(description.expressionTypes()));
    if (description instanceof TableDescription.Valid valid) {
      builder.setView(
          ViewDescription.newBuilder().putAllSchema(SchemaCodec.encodeTypes(valid.viewSchema())));
    } else if (description instanceof TableDescription.InvalidConfig invalid) {
      builder.setConfigError(invalid.message());
    } else if (description instanceof TableDescription.InvalidExpressions invalid) {
      invalid
          .verdict()
          .errors()
          .forEach((alias, error) -> builder.putExpressionErrors(alias, encode(error)));
    }
    return builder.build();
  }

  /**
   * The content of an answer to a description.
   *
   * @throws WireException if a type number is unknown, or the answer has both errors and a result,
   *     or neither
   */
  public static TableDescription decode(TableDescribeResp message) {
    Map<String, ColumnType> types = SchemaCodec.decodeTypes(message.getExpressionSchemaMap());
    boolean failed = message.getExpressionErrorsCount() > 0;
    boolean unset = message.getResultCase() == TableDescribeResp.ResultCase.RESULT_NOT_SET;
    if (failed != unset) {
      throw new WireException(
          failed
              ? "Malformed describe response: errors together with a result"
              : "Malformed describe response: neither errors nor a result");
    }
    if (failed) {
      Map<String, ExpressionError> errors = new LinkedHashMap<>();
      message.getExpressionErrorsMap().forEach((alias, error) -> errors.put(alias, decode(error)));
      return new TableDescription.InvalidExpressions(new ExpressionVerdict(types, errors));
    }
    return message.hasView()
        ? new TableDescription.Valid(
            types, SchemaCodec.decodeTypes(message.getView().getSchemaMap()))
        : new TableDescription.InvalidConfig(types, message.getConfigError());
  }

  private static dev.perspective4j.wire.proto.ExpressionError encode(ExpressionError error) {
    return dev.perspective4j.wire.proto.ExpressionError.newBuilder()
        .setErrorMessage(error.message())
        .setLine(error.line())
        .setColumn(error.column())
        .build();
  }

  private static ExpressionError decode(dev.perspective4j.wire.proto.ExpressionError message) {
    return new ExpressionError(message.getErrorMessage(), message.getLine(), message.getColumn());
  }
}
