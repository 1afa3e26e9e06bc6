/**
 * One program, {@link dev.perspective4j.conformance.Serve}: an empty server for any client to talk to,
 * behind the adapter of one's choice.
 *
 * <p>It stands here, and not in the test kit, because it mounts the adapters, whose tests need the kit.
 * The comparisons with the reference engine and the benchmarks start their server with it; no library
 * depends on it.
 */
@NullMarked
package dev.perspective4j.conformance;

import org.jspecify.annotations.NullMarked;
