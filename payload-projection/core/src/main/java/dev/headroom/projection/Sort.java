package dev.headroom.projection;

/**
 * One key of an order.
 *
 * @param suffix of the key in the text of a query: its direction, and where nulls go if that was said
 */
record Sort(Source source, String suffix) {}
