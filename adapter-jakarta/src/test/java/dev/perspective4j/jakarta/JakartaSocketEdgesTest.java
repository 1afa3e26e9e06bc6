package dev.perspective4j.jakarta;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Limits;
import dev.perspective4j.server.OriginPolicy;
import dev.perspective4j.server.Server;
import dev.perspective4j.server.ServerMetrics;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handshakes that fail, and sockets that are gone when they are to be closed. */
class JakartaSocketEdgesTest {
  private static final int PATIENCE_MILLIS = 60_000;

  private final ServerMetrics metrics = mock();
  private final Server server = Server.builder().metrics(metrics).build();
  private final StagedJakartaSocket staged = new StagedJakartaSocket();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aUserWhoCannotBeLookedUpGetsNoSession() {
    when(staged.socket.getUserPrincipal()).thenThrow(new IllegalStateException("no user"));

    staged.open(server, EndpointOptions.DEFAULT);
    staged.close();

    verify(metrics, never()).sessionOpened();
  }

  @Test
  void aUrlThatCannotBeReadGetsNoSession() {
    when(staged.socket.getQueryString()).thenThrow(new IllegalStateException("no query"));

    staged.open(server, EndpointOptions.DEFAULT);
    staged.fail(new IOException("reset"));
    staged.close();

    verify(metrics, never()).sessionOpened();
  }

  @Test
  void aRefusedOriginWhoseSocketIsGoneGetsNoSession() throws IOException {
    OriginPolicy none = (origin, host) -> false;
    doThrow(new IOException("gone")).when(staged.socket).close(any());

    staged.open(server, EndpointOptions.DEFAULT.withOrigins(none));

    verify(metrics, never()).sessionOpened();
  }

  @Test
  void aMessageThatGrowsTooBigOnASocketThatIsGoneEndsTheSession() throws IOException {
    Limits limits = Limits.DEFAULT.withMessageBytes(100);
    staged.open(server, EndpointOptions.DEFAULT.withLimits(limits));
    doThrow(new IOException("gone")).when(staged.socket).close(any());

    staged.receivePart(ByteBuffer.allocate(60));
    staged.receivePart(ByteBuffer.allocate(60));

    verify(metrics, timeout(PATIENCE_MILLIS)).sessionClosed();
  }

  @Test
  void aMessageThatIsCutShortIsDropped() {
    staged.open(server, EndpointOptions.DEFAULT);
    staged.receivePart(ByteBuffer.allocate(60));

    staged.close();

    verify(metrics, timeout(PATIENCE_MILLIS)).sessionClosed();
    verify(metrics, never()).requestHandled(any(), anyLong(), anyBoolean());
  }
}
