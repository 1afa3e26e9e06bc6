/**
 * The columnar engine: live tables, incremental views, and nothing about protocols or transports.
 *
 * <p>Start at {@code Table}: it holds rows, takes updates and makes views. A {@link
 * dev.perspective4j.engine.View} answers a viewport with a {@link
 * dev.perspective4j.engine.slice.Slice}; a writer of {@code arrow}, {@code csv} or {@code json} turns
 * a slice into bytes. A table and everything made from it belong to one thread at a time.
 */
@NullMarked
package dev.perspective4j.engine;

import org.jspecify.annotations.NullMarked;
