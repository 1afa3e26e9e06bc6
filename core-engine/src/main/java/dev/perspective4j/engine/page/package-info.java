/**
 * Pages: columns of a table in fixed-size blocks of memory outside the heap.
 *
 * <p>A {@link dev.perspective4j.engine.page.PagedColumn} is addressed by slot and holds its cells
 * in Arrow's layout: little-endian values and a {@linkplain
 * dev.perspective4j.engine.page.ValidityBits validity bitmap}. {@link
 * dev.perspective4j.engine.page.PageMemory} gives out the pages of one table, in memory or in a
 * file, and takes all of them back at once. Imports columns only.
 */
@NullMarked
package dev.perspective4j.engine.page;

import org.jspecify.annotations.NullMarked;
