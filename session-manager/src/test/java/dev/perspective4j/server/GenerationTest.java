package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.TableDescribeReq;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableValidateExprReq;
import dev.perspective4j.wire.proto.ViewConfig;
import dev.perspective4j.wire.proto.ViewOnRemoveReq;
import dev.perspective4j.wire.proto.ViewPort;
import dev.perspective4j.wire.proto.ViewToArrowReq;
import dev.perspective4j.wire.proto.ViewToRowsStringReq;
import dev.perspective4j.wire.proto.WindowSpec;
import org.junit.jupiter.api.Test;

class GenerationTest {
  private static final Request DESCRIBE =
      Request.newBuilder().setTableDescribeReq(TableDescribeReq.getDefaultInstance()).build();
  private static final Request VALIDATE =
      Request.newBuilder()
          .setTableValidateExprReq(TableValidateExprReq.getDefaultInstance())
          .build();

  @Test
  void readsVersions() {
    assertEquals(Generation.NEW, Generation.ofVersion("5.6"));
    assertEquals(Generation.NEW, Generation.ofVersion("6"));
    assertEquals(Generation.OLD, Generation.ofVersion("5.5.1"));
    assertEquals(Generation.OLD, Generation.ofVersion("4.4.0"));
    assertEquals(Generation.TEXT_RANGES, Generation.ofVersion("4.3"));
    assertEquals(Generation.UNKNOWN, Generation.ofVersion("latest"));
    assertEquals(Generation.NEW, Generation.ofQuery("a=b&protocol=5.6"));
    assertEquals(Generation.UNKNOWN, Generation.ofQuery(""));
  }

  @Test
  void knowsNothingAtFirst() {
    assertEquals(
        Generation.UNKNOWN,
        new GenerationTracker(Generation.UNKNOWN, Generation.UNKNOWN).current());
  }

  @Test
  void provesByRequestsOfOneGeneration() {
    assertEquals(Generation.NEW, after(DESCRIBE));
    assertEquals(Generation.OLD, after(VALIDATE));
    assertEquals(
        Generation.NEW,
        after(
            Request.newBuilder()
                .setMakeTableReq(
                    MakeTableReq.newBuilder().setData(MakeTableData.newBuilder().setFromView("v")))
                .build()));
    assertEquals(
        Generation.TEXT_RANGES,
        after(
            Request.newBuilder()
                .setViewToRowsStringReq(ViewToRowsStringReq.newBuilder().setLeavesOnly(false))
                .build()));
  }

  @Test
  void guessesByTheNamingFlagUntilThereIsProof() {
    assertEquals(Generation.NEW, after(arrow(true)));
    assertEquals(Generation.OLD, after(arrow(false)));
    assertEquals(Generation.OLD, after(arrow(true), VALIDATE));
    assertEquals(Generation.NEW, after(DESCRIBE, arrow(false)));
  }

  @Test
  void keepsWhatTheUrlSaid() {
    GenerationTracker tracker = new GenerationTracker(Generation.OLD, Generation.NEW);

    tracker.observe(DESCRIBE);

    assertEquals(Generation.OLD, tracker.current());
  }

  @Test
  void takesClientsForWhatTheEndpointAssumesUntilTheyShowOtherwise() {
    assertEquals(Generation.NEW, afterAssuming(Generation.NEW));
    assertEquals(Generation.OLD, afterAssuming(Generation.NEW, VALIDATE));
    assertEquals(Generation.NEW, afterAssuming(Generation.TEXT_RANGES, DESCRIBE));
    assertEquals(
        Generation.OLD,
        afterAssuming(
            Generation.TEXT_RANGES,
            Request.newBuilder().setViewOnRemoveReq(ViewOnRemoveReq.getDefaultInstance()).build()));
    assertEquals(
        Generation.OLD,
        afterAssuming(
            Generation.TEXT_RANGES,
            Request.newBuilder()
                .setTableMakeViewReq(
                    TableMakeViewReq.newBuilder()
                        .setConfig(
                            ViewConfig.newBuilder()
                                .putWindows("w", WindowSpec.getDefaultInstance())))
                .build()));
  }

  private static Generation after(Request... requests) {
    return afterAssuming(Generation.UNKNOWN, requests);
  }

  private static Generation afterAssuming(Generation assumed, Request... requests) {
    GenerationTracker tracker = new GenerationTracker(Generation.UNKNOWN, assumed);
    for (Request request : requests) {
      tracker.observe(request);
    }
    return tracker.current();
  }

  private static Request arrow(boolean flag) {
    return Request.newBuilder()
        .setViewToArrowReq(
            ViewToArrowReq.newBuilder()
                .setViewport(ViewPort.newBuilder().setEmitLegacyRowPathNames(flag)))
        .build();
  }
}
