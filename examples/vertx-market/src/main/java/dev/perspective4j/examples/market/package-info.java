/**
 * A market on one page: a static table of orders and a live table of trades, hosted by Vert.x and
 * shown in the viewer.
 */
package dev.perspective4j.examples.market;
