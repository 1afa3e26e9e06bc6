package dev.perspective4j.javalin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.perspective4j.server.CloseCode;
import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.OriginPolicy;
import dev.perspective4j.server.Server;
import dev.perspective4j.server.ServerMetrics;
import java.io.IOException;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handshakes that fail: Javalin closes the socket of a handler that throws. */
class JavalinSocketEdgesTest {
  private static final int PATIENCE_MILLIS = 60_000;

  private final ServerMetrics metrics = mock();
  private final Server server = Server.builder().metrics(metrics).build();
  private final StagedJavalinSocket staged = new StagedJavalinSocket();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aUserWhoCannotBeLookedUpGetsNoSession() {
    when(staged.request.getUserPrincipal()).thenThrow(new IllegalStateException("no user"));

    assertThrows(IllegalStateException.class, () -> staged.open(server, EndpointOptions.DEFAULT));
    staged.close();

    verify(metrics, never()).sessionOpened();
  }

  @Test
  void aUrlThatCannotBeReadGetsNoSession() {
    when(staged.upgrade.getQueryString()).thenThrow(new IllegalArgumentException("no query"));

    assertThrows(
        IllegalArgumentException.class, () -> staged.open(server, EndpointOptions.DEFAULT));
    staged.fail(new IOException("reset"));
    staged.close();

    verify(metrics, never()).sessionOpened();
  }

  @Test
  void aRefusedOriginIsClosedWithoutASession() {
    OriginPolicy none = (origin, host) -> false;

    staged.open(server, EndpointOptions.DEFAULT.withOrigins(none));
    staged.close();

    assertEquals(OptionalInt.of(CloseCode.POLICY_VIOLATION), staged.closeCode());
    verify(metrics, never()).sessionOpened();
  }

  @Test
  void aSocketThatClosedBeforeItsCallbackLosesItsSession() {
    when(staged.request.getUserPrincipal())
        .thenAnswer(
            call -> {
              staged.close();
              return null;
            });

    staged.open(server, EndpointOptions.DEFAULT);

    verify(metrics, timeout(PATIENCE_MILLIS)).sessionClosed();
  }
}
