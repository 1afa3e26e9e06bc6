/** Tests of expressions. The files of vectors were checked against the reference engine. */
package dev.perspective4j.engine.expression.compile;
