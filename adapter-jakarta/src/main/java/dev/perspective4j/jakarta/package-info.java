/**
 * Mounts a {@code Server} at a WebSocket path of a Jakarta WebSocket container: one class and its
 * options.
 *
 * <p>Imports the session manager and the framework. It moves binary messages and back-pressure
 * between the framework's socket and a session; what a message means is none of its business.
 */
@NullMarked
package dev.perspective4j.jakarta;

import org.jspecify.annotations.NullMarked;
