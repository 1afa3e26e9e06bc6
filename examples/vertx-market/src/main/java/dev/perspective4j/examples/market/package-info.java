/**
 * A market on one page: a static table of orders and a live table of trades, hosted by Vert.x and
 * shown in the viewer.
 *
 * <p>Start with {@link dev.perspective4j.examples.market.Market}. {@code Pages} serves the browser's files, {@code
 * TradesFeed} writes the live rows. Copy the folder to start a project of your own.
 */
package dev.perspective4j.examples.market;
