package dev.perspective4j.examples.market;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;

/** The pages of this example and the viewer's files, both from the class path. */
final class Pages {
  /**
   * The only event handler that the viewer writes into markup, {@code
   * this.parentNode.dataset.value=this.value}: it widens the input of a text filter while somebody types.
   */
  private static final String WIDEN_FILTER_INPUT =
      "'sha256-ql0fd2+U9UEu870FX0Rf6Z8yqUKlNLSDxPI1ipIxack='";

  /**
   * The tightest policy under which all of the viewer works: it loads a part of itself from a blob, runs
   * WebAssembly, styles its elements in place, and has one event handler in its markup.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self';"
          + " script-src 'self' 'wasm-unsafe-eval' blob: 'unsafe-hashes' "
          + WIDEN_FILTER_INPUT
          + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
          + " connect-src 'self'";

  private Pages() {}

  static void mount(Router router) {
    router
        .route()
        .handler(
            request -> {
              request
                  .response()
                  .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                  .putHeader("X-Content-Type-Options", "nosniff");
              request.next();
            });
    router.route("/perspective/*").handler(files("META-INF/resources/perspective"));
    router.route().handler(files("webroot"));
  }

  /** Files whose addresses carry no version: the browser asks again each time. */
  private static StaticHandler files(String folder) {
    return StaticHandler.create(folder).setCachingEnabled(false);
  }
}
