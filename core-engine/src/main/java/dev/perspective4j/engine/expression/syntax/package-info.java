/**
 * From the text of an expression to its tree: tokens, the checks on neighbouring tokens, the
 * grammar, scopes of variables.
 *
 * <p>Start at {@link dev.perspective4j.engine.expression.syntax.Parser}. Every refusal is an {@link
 * dev.perspective4j.engine.expression.syntax.ExpressionFault}. As every release does: texts and
 * order of checks. Knows names and arities of functions through {@link
 * dev.perspective4j.engine.expression.syntax.Callables}, columns by name and storage; never cells.
 */
@NullMarked
package dev.perspective4j.engine.expression.syntax;

import org.jspecify.annotations.NullMarked;
