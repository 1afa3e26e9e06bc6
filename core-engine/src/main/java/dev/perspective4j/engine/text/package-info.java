/**
 * Text of values: dates, datetimes, numbers, and the UTF-8 they are written into.
 *
 * <p>Three grammars read dates: {@link dev.perspective4j.engine.text.StrictDateTime} (datetime
 * cells of JSON and CSV), {@link dev.perspective4j.engine.text.LenientDateTime} (inference and date
 * cells of JSON) and {@link dev.perspective4j.engine.text.OperandDateTime} (filter operands).
 * Everything is UTC and independent of the host's zone and locale. Printing never fails and
 * allocates nothing per cell.
 *
 * <p>Imports nothing of the engine but its exception. No reader or writer of a format belongs here.
 */
@NullMarked
package dev.perspective4j.engine.text;

import org.jspecify.annotations.NullMarked;
