package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableSizeReq;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of different sessions on a table are handled in the order in which they arrived. */
@Timeout(60)
class ArrivalOrderTest {
  private static final EndpointOptions FULL =
      EndpointOptions.DEFAULT.withAccess(AccessPolicy.full());

  private final Server server = Server.create();
  private final SlowToParse table = new SlowToParse();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aReadSeesAnUpdateOfAnotherSessionThatIsStillBeingParsed() {
    server.host("t", table);
    Caller writer = new Caller(server, FULL);
    Caller reader = new Caller(server, FULL);

    writer.update("t", "[{\"k\":1}]");
    size(reader);
    table.parsed.countDown();

    assertEquals(1, reader.next().getTableSizeResp().getSize());
    assertEquals(Response.ClientRespCase.TABLE_UPDATE_RESP, writer.next().getClientRespCase());
  }

  @Test
  void othersGoOnAfterAnUpdateThatDoesNotParse() {
    server.host("t", table);
    Caller writer = new Caller(server, FULL);
    Caller reader = new Caller(server, FULL);

    writer.update("t", "broken");
    size(reader);
    table.parsed.countDown();

    assertEquals(0, reader.next().getTableSizeResp().getSize());
    assertEquals("broken", writer.next().getServerError().getMessage());
  }

  @Test
  void aSlowUpdateHoldsUpNoOtherTable() {
    server.host("t", table);
    server.host("other", new SlowToParse());
    Caller writer = new Caller(server, FULL);
    Caller reader = new Caller(server, FULL);

    writer.update("t", "[{\"k\":1}]");
    reader.send("other", request -> request.setTableSizeReq(TableSizeReq.getDefaultInstance()));

    assertEquals(0, reader.next().getTableSizeResp().getSize());
    table.parsed.countDown();
  }

  private static void size(Caller caller) {
    caller.send("t", request -> request.setTableSizeReq(TableSizeReq.getDefaultInstance()));
  }

  /** A table whose updates are parsed when the test says so. */
  private static final class SlowToParse implements TableProvider {
    final CountDownLatch parsed = new CountDownLatch(1);
    private long size;

    @Override
    public Schema schema() {
      return new Schema(List.of(new Schema.Column("k", ColumnType.INTEGER)));
    }

    @Override
    public CompletionStage<Long> size() {
      return CompletableFuture.completedFuture(size);
    }

    @Override
    public CompletionStage<TableView> view(ViewConfig config, Dialect dialect) {
      throw new EngineException("no views");
    }

    @Override
    public Write prepareUpdate(TableData data, int port) {
      try {
        parsed.await();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
      if (!(data instanceof TableData.JsonRows rows)
          || rows.utf8().get(rows.utf8().position()) != '[') {
        throw new EngineException("broken");
      }
      return () -> size++;
    }
  }
}
