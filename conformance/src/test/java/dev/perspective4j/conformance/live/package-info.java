/**
 * Views of tables that change while several sessions watch: {@code LiveScript} is one comparison,
 * {@code LiveRun} carries it out on both engines, {@code KnownFaults} says what is not compared.
 * Window functions are compared on changing tables, too.
 *
 * <p>Imports {@code generate} and {@code compare}.
 */
@NullMarked
package dev.perspective4j.conformance.live;

import org.jspecify.annotations.NullMarked;
