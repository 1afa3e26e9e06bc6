package dev.perspective4j.client;

import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.model.ExpressionVerdict;
import dev.perspective4j.model.HostedTable;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.ExpressionCodec;
import dev.perspective4j.wire.SchemaCodec;
import dev.perspective4j.wire.TableDataCodec;
import dev.perspective4j.wire.ViewConfigCodec;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.TableDeleteReq;
import dev.perspective4j.wire.proto.TableDescribeReq;
import dev.perspective4j.wire.proto.TableMakePortReq;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableOnDeleteReq;
import dev.perspective4j.wire.proto.TableRemoveDeleteReq;
import dev.perspective4j.wire.proto.TableRemoveReq;
import dev.perspective4j.wire.proto.TableReplaceReq;
import dev.perspective4j.wire.proto.TableSchemaReq;
import dev.perspective4j.wire.proto.TableSizeReq;
import dev.perspective4j.wire.proto.TableUpdateReq;
import dev.perspective4j.wire.proto.TableValidateExprReq;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A table on the server. The object only knows the name: it stays good after a lost connection, and
 * a table that is deleted and made again under that name is the same to it.
 *
 * <p>Thread-safe; see {@link Client} for ordering and failures.
 */
public final class Table {
  private final Client client;
  private final HostedTable info;
  private final @Nullable Replica replica;

  Table(Client client, HostedTable info, @Nullable Replica replica) {
    this.client = client;
    this.info = info;
    this.replica = replica;
  }

  /** The name of the table on its server. */
  public String name() {
    return info.name();
  }

  /** The key column, if the table is indexed. */
  public Optional<String> index() {
    return info.index();
  }

  /** The number of rows kept, if the table is limited. */
  public OptionalLong limit() {
    return info.limit();
  }

  /** The client that opened or made the table. */
  public Client client() {
    return client;
  }

  // ------------------------------------------------------------------------------------ reading

  /** Columns and their types, in order. */
  public CompletableFuture<Schema> schema() {
    return client.call(
        request().setTableSchemaReq(TableSchemaReq.getDefaultInstance()),
        answer -> SchemaCodec.decode(answer.getTableSchemaResp().getSchema()));
  }

  /** Names of the columns, in order. */
  public CompletableFuture<List<String>> columns() {
    return schema().thenApply(Schema::names);
  }

  /** Number of rows. */
  public CompletableFuture<Long> size() {
    return client.call(
        request().setTableSizeReq(TableSizeReq.getDefaultInstance()),
        answer -> Integer.toUnsignedLong(answer.getTableSizeResp().getSize()));
  }

  /** A view of every column and row. */
  public CompletableFuture<View> view() {
    return view(ViewConfig.ALL);
  }

  /** A view of the table; it lives until it is deleted or the client is closed. */
  public CompletableFuture<View> view(ViewConfig config) {
    View view = new View(this, config, Names.random());
    return client.call(
        makeView(view.id(), config),
        answer -> {
          String made = answer.getTableMakeViewResp().getViewId();
          if (!made.equals(view.id())) {
            throw PerspectiveException.transport("Unexpected response: view " + made);
          }
          client.add(view);
          return view;
        });
  }

  /**
   * Checks expressions without making a view.
   *
   * @param expressions alias to text
   */
  public CompletableFuture<ExpressionVerdict> validateExpressions(Map<String, String> expressions) {
    return client
        .features()
        .thenCompose(
            features ->
                features.viewDerivations()
                    ? describeExpressions(expressions)
                    : client.call(
                        request()
                            .setTableValidateExprReq(
                                TableValidateExprReq.newBuilder().putAllColumnToExpr(expressions)),
                        answer -> ExpressionCodec.decode(answer.getTableValidateExprResp())));
  }

  /**
   * Checks a configuration without making a view: what its schema would be, or why it is invalid.
   * Servers before 5.6 cannot tell and fail.
   */
  public CompletableFuture<TableDescription> describe(ViewConfig config) {
    return client.call(
        request()
            .setTableDescribeReq(
                TableDescribeReq.newBuilder().setConfig(ViewConfigCodec.encode(config))),
        answer -> ExpressionCodec.decode(answer.getTableDescribeResp()));
  }

  // ------------------------------------------------------------------------------------ writing

  /** Adds rows; rows with a known key change that row. */
  public CompletableFuture<Void> update(TableData data) {
    return update(data, 0);
  }

  /**
   * Adds rows through a port, whose number the notifications of the change carry.
   *
   * @param port a number from {@link #makePort()}; 0 for the default one
   */
  public CompletableFuture<Void> update(TableData data, int port) {
    return client.run(
        request()
            .setTableUpdateReq(
                TableUpdateReq.newBuilder().setData(TableDataCodec.encode(data)).setPortId(port)));
  }

  /**
   * Removes rows of an indexed table.
   *
   * @param keys a JSON array of keys, or an Arrow stream with the key column
   */
  public CompletableFuture<Void> remove(TableData keys) {
    return client.run(
        request()
            .setTableRemoveReq(TableRemoveReq.newBuilder().setData(TableDataCodec.encode(keys))));
  }

  /** Removes all rows and adds others in their place, in one step. */
  public CompletableFuture<Void> replace(TableData data) {
    return client.run(
        request()
            .setTableReplaceReq(TableReplaceReq.newBuilder().setData(TableDataCodec.encode(data))));
  }

  /** Removes all rows. */
  public CompletableFuture<Void> clear() {
    return replace(TableData.jsonRows("[]"));
  }

  /**
   * A new port, to tell one's own updates from those of others. It lasts as long as the table: over
   * lost connections, but not when the server is started anew. A port the server does not know is
   * refused, so make another one then.
   */
  public CompletableFuture<Integer> makePort() {
    return client.call(
        request().setTableMakePortReq(TableMakePortReq.getDefaultInstance()),
        answer -> answer.getTableMakePortResp().getPortId());
  }

  // ----------------------------------------------------------------------------------- deleting

  /** Deletes the table; fails if it has views. */
  public CompletableFuture<Void> delete() {
    return delete(false);
  }

  /**
   * Deletes the table.
   *
   * @param lazily hides the table at once and deletes it when its last view is gone; the future
   *     completes only then
   */
  public CompletableFuture<Void> delete(boolean lazily) {
    CompletableFuture<Void> ready =
        replica == null ? CompletableFuture.completedFuture(null) : replica.stop();
    return ready.thenCompose(
        stopped ->
            client.callPatiently(
                request().setTableDeleteReq(TableDeleteReq.newBuilder().setIsImmediate(!lazily))));
  }

  /** Calls a listener when the table has been deleted, by whomever. */
  public CompletableFuture<Subscription> onDelete(Runnable listener) {
    LiveSubscription watch =
        new LiveSubscription(
            new LiveSubscription.Kind() {
              @Override
              public Request.Builder subscribe() {
                return request().setTableOnDeleteReq(TableOnDeleteReq.getDefaultInstance());
              }

              @Override
              public Request.Builder cancel(int id) {
                return request()
                    .setTableRemoveDeleteReq(TableRemoveDeleteReq.newBuilder().setId(id));
              }
            },
            client.dispatch(),
            client.dispatch().notifications(),
            notification -> listener.run(),
            client::forgetTableWatch);
    return client.startTableWatch(watch);
  }

  Request.Builder makeView(String id, ViewConfig config) {
    return request()
        .setTableMakeViewReq(
            TableMakeViewReq.newBuilder().setViewId(id).setConfig(ViewConfigCodec.encode(config)));
  }

  private Request.Builder request() {
    return Request.newBuilder().setEntityId(info.name());
  }

  /** The way of 5.6: a description of no columns, in which only the expressions can be wrong. */
  private CompletableFuture<ExpressionVerdict> describeExpressions(
      Map<String, String> expressions) {
    ViewConfig.Builder config = ViewConfig.builder().columns();
    expressions.forEach(config::expression);
    return describe(config.build()).thenApply(Table::verdict);
  }

  private static ExpressionVerdict verdict(TableDescription description) {
    if (description instanceof TableDescription.InvalidExpressions invalid) {
      return invalid.verdict();
    }
    if (description instanceof TableDescription.InvalidConfig invalid) {
      throw new PerspectiveException(ErrorStatus.SERVER_ERROR, invalid.message());
    }
    Map<String, ColumnType> types = description.expressionTypes();
    return new ExpressionVerdict(types, Map.of());
  }
}
