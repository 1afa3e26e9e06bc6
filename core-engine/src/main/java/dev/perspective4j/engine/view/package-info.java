/**
 * Views: a configuration resolved into a plan, and the shared, incremental computation behind it.
 */
@NullMarked
package dev.perspective4j.engine.view;

import org.jspecify.annotations.NullMarked;
