/**
 * The asynchronous client: {@code Client}, {@code Table} and {@code View} as proxies whose methods
 * answer with {@code CompletableFuture}, over any {@code ClientTransport}.
 *
 * <p>Imports the protocol and the JDK only, and runs on Java 17: an application that looks at
 * tables needs neither the engine nor a server library. Nothing here blocks the caller.
 */
@NullMarked
package dev.perspective4j.client;

import org.jspecify.annotations.NullMarked;
