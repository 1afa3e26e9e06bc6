package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.column.Vector;

/**
 * A field to write.
 *
 * @param name its name; names need not be unique
 * @param cells its cells
 */
record ArrowField(String name, Vector cells) {}
