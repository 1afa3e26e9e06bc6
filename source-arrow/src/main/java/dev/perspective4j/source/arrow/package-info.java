/**
 * Table data from the vectors of Arrow Java, for applications that hold some.
 *
 * <p>Vectors become the bytes of an Arrow stream, which the engine reads as it reads those of a
 * client: the rules of types, nulls, lists and keys are in one place. Knows the nouns of the protocol
 * and Arrow Java; neither the engine nor a server, so that a client can use it, too. Arrow Java, its
 * memory and the JVM flag it asks for are the application's.
 */
@NullMarked
package dev.perspective4j.source.arrow;

import org.jspecify.annotations.NullMarked;
