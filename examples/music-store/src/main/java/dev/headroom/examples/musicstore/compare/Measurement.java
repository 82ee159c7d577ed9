package dev.headroom.examples.musicstore.compare;

import java.util.List;

/**
 * What PostgreSQL did for a statement.
 *
 * @param sql as Hibernate sent it
 * @param parameters the values of its question marks, in order
 * @param access how the table was read, such as {@code Index Scan Backward using invoice_line_by_price}
 * @param milliseconds of execution in the server, without planning and transfer
 * @param rowsRead rows that were taken from the table or an index, those that were thrown away included
 * @param buffersRead pages of 8 kB that were looked at, wherever they came from
 */
record Measurement(
        String sql, List<String> parameters, String access, double milliseconds, long rowsRead, long buffersRead) {}
