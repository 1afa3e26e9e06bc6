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

class ReleaseTrackerTest {
  private static final Request DESCRIBE =
      Request.newBuilder().setTableDescribeReq(TableDescribeReq.getDefaultInstance()).build();
  private static final Request VALIDATE =
      Request.newBuilder()
          .setTableValidateExprReq(TableValidateExprReq.getDefaultInstance())
          .build();

  @Test
  void readsVersions() {
    assertEquals(ClientRelease.FROM_5_6, ClientRelease.ofVersion("5.6"));
    assertEquals(ClientRelease.FROM_5_6, ClientRelease.ofVersion("6"));
    assertEquals(ClientRelease.FROM_4_4, ClientRelease.ofVersion("5.5.1"));
    assertEquals(ClientRelease.FROM_4_4, ClientRelease.ofVersion("4.4.0"));
    assertEquals(ClientRelease.BEFORE_4_4, ClientRelease.ofVersion("4.3"));
    assertEquals(ClientRelease.UNKNOWN, ClientRelease.ofVersion("latest"));
    assertEquals(ClientRelease.FROM_5_6, ClientRelease.ofQuery("a=b&protocol=5.6"));
    assertEquals(ClientRelease.UNKNOWN, ClientRelease.ofQuery(""));
  }

  @Test
  void knowsNothingAtFirst() {
    assertEquals(
        ClientRelease.UNKNOWN,
        new ReleaseTracker(ClientRelease.UNKNOWN, ClientRelease.UNKNOWN).current());
  }

  @Test
  void provesByRequestsOfOneRelease() {
    assertEquals(ClientRelease.FROM_5_6, after(DESCRIBE));
    assertEquals(ClientRelease.FROM_4_4, after(VALIDATE));
    assertEquals(
        ClientRelease.FROM_5_6,
        after(
            Request.newBuilder()
                .setMakeTableReq(
                    MakeTableReq.newBuilder().setData(MakeTableData.newBuilder().setFromView("v")))
                .build()));
    assertEquals(
        ClientRelease.BEFORE_4_4,
        after(
            Request.newBuilder()
                .setViewToRowsStringReq(ViewToRowsStringReq.newBuilder().setLeavesOnly(false))
                .build()));
  }

  @Test
  void guessesByTheNamingFlagUntilThereIsProof() {
    assertEquals(ClientRelease.FROM_5_6, after(arrow(true)));
    assertEquals(ClientRelease.FROM_4_4, after(arrow(false)));
    assertEquals(ClientRelease.FROM_4_4, after(arrow(true), VALIDATE));
    assertEquals(ClientRelease.FROM_5_6, after(DESCRIBE, arrow(false)));
  }

  @Test
  void keepsWhatTheUrlSaid() {
    ReleaseTracker tracker = new ReleaseTracker(ClientRelease.FROM_4_4, ClientRelease.FROM_5_6);

    tracker.observe(DESCRIBE);

    assertEquals(ClientRelease.FROM_4_4, tracker.current());
  }

  @Test
  void takesClientsForWhatTheEndpointAssumesUntilTheyShowOtherwise() {
    assertEquals(ClientRelease.FROM_5_6, afterAssuming(ClientRelease.FROM_5_6));
    assertEquals(ClientRelease.FROM_4_4, afterAssuming(ClientRelease.FROM_5_6, VALIDATE));
    assertEquals(ClientRelease.FROM_5_6, afterAssuming(ClientRelease.BEFORE_4_4, DESCRIBE));
    assertEquals(
        ClientRelease.FROM_4_4,
        afterAssuming(
            ClientRelease.BEFORE_4_4,
            Request.newBuilder().setViewOnRemoveReq(ViewOnRemoveReq.getDefaultInstance()).build()));
    assertEquals(
        ClientRelease.FROM_4_4,
        afterAssuming(
            ClientRelease.BEFORE_4_4,
            Request.newBuilder()
                .setTableMakeViewReq(
                    TableMakeViewReq.newBuilder()
                        .setConfig(
                            ViewConfig.newBuilder()
                                .putWindows("w", WindowSpec.getDefaultInstance())))
                .build()));
  }

  private static ClientRelease after(Request... requests) {
    return afterAssuming(ClientRelease.UNKNOWN, requests);
  }

  private static ClientRelease afterAssuming(ClientRelease assumed, Request... requests) {
    ReleaseTracker tracker = new ReleaseTracker(ClientRelease.UNKNOWN, assumed);
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
