package dev.perspective4j.benchmarks.sidebyside;

import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * People who look at equal views and read the screen again whenever it changes: a connection each, and
 * one thread for all of them, so that the servers have the machine for themselves.
 */
final class Viewers implements AutoCloseable {
  private static final int MAKE = 1;
  private static final int SUBSCRIBE = 2;
  private static final int READ = 3;

  private final Selector selector;
  private final Semaphore screens = new Semaphore(0);
  private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 18);
  private final Thread thread = Thread.ofPlatform().unstarted(this::look);
  private int size;
  private volatile boolean closed;

  /** Nobody yet. */
  Viewers() throws IOException {
    selector = Selector.open();
  }

  int size() {
    return size;
  }

  /** One more: connects, makes a view, reads a first screen, subscribes to changes. */
  void open(URI uri, String table, ViewConfig config) throws IOException {
    String view = "view" + size++;
    SocketChannel channel = BareSocket.connect(uri);
    Viewer viewer = new Viewer(channel, BareSocket.frame(screen(view)));
    BareSocket.send(channel, WireRequests.view(table, view, config).setMsgId(MAKE).build());
    BareSocket.send(channel, screen(view));
    BareSocket.send(channel, WireRequests.onUpdate(view).setMsgId(SUBSCRIBE).build());
    while (screens.availablePermits() == 0) {
      viewer.read();
    }
    screens.acquireUninterruptibly();
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, viewer);
  }

  /** Begins to look. */
  void start() {
    thread.start();
  }

  /** Waits until everybody has read a screen more. */
  void await(long seconds) throws InterruptedException {
    if (!screens.tryAcquire(size, seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "only " + screens.availablePermits() + " screens in " + seconds + " s");
    }
  }

  private void look() {
    try {
      while (!closed) {
        selector.select(
            key -> {
              try {
                ((Viewer) key.attachment()).read();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Request screen(String view) {
    return WireRequests.columns(view, WireRequests.window(0, 50, 0, 50), true)
        .setMsgId(READ)
        .build();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  /** One connection. */
  private final class Viewer {
    private final SocketChannel channel;
    private final ByteBuffer screen;
    private final MessageReader reader = new MessageReader(this::take, this::pong);

    Viewer(SocketChannel channel, byte[] screen) {
      this.channel = channel;
      this.screen = ByteBuffer.wrap(screen);
    }

    void read() throws IOException {
      if (channel.read(in.clear()) < 0) {
        throw new IOException("the server closed the connection");
      }
      reader.feed(in.flip());
    }

    private void take(Response response) {
      if (response.hasServerError()) {
        throw new IllegalStateException(response.getServerError().getMessage());
      }
      if (response.getMsgId() == READ) {
        screens.release();
      } else if (response.getMsgId() == SUBSCRIBE) {
        send(screen.duplicate());
      }
    }

    private void pong() {
      send(ByteBuffer.wrap(BareSocket.pong()));
    }

    /** A request is small and follows an answer, so there is room for it. */
    private void send(ByteBuffer frame) {
      try {
        channel.write(frame);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
