/**
 * The same WebSocket requests to our server and to the reference server, timed in one run.
 *
 * <p>Both servers are processes of their own with default options; both are warmed up alike; each
 * figure is the median of several repeats, taken in turn. The client does as little as a client can: it
 * sends, reads every byte, and decodes short answers. What counts is the ratio.
 */
@NullMarked
package dev.perspective4j.benchmarks.sidebyside;

import org.jspecify.annotations.NullMarked;
