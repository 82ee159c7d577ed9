package dev.headroom.examples.musicstore.report;

import java.math.BigDecimal;

/**
 * What was sold in a month.
 *
 * @param month from 1
 * @param revenue of all genres
 * @param bestGenre the genre with the highest revenue; empty if nothing was sold
 * @param bestRevenue of that genre
 * @param milliseconds for which a connection was held to find out
 */
record MonthRevenue(int month, BigDecimal revenue, String bestGenre, BigDecimal bestRevenue, double milliseconds) {}
