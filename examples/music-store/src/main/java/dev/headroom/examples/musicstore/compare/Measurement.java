package dev.headroom.examples.musicstore.compare;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What PostgreSQL did for a page.
 *
 * @param statements as Hibernate sent them, one after the other
 * @param access how the tables were read, such as {@code Index Scan Backward using invoice_line_by_price}
 * @param milliseconds of execution in the server, without planning and transfer
 * @param rowsRead rows that were taken from a table or an index, those that were thrown away included
 * @param buffersRead pages of 8 kB that were looked at, wherever they came from
 */
record Measurement(List<Sql> statements, String access, double milliseconds, long rowsRead, long buffersRead) {

    /** A statement and the values of its question marks, in order. */
    record Sql(String sql, List<String> parameters) {}

    /** What all of them did together. */
    static Measurement sum(List<Measurement> all) {
        return new Measurement(
                all.stream().flatMap(one -> one.statements.stream()).toList(),
                all.stream().map(Measurement::access).distinct().collect(Collectors.joining("; ")),
                all.stream().mapToDouble(Measurement::milliseconds).sum(),
                all.stream().mapToLong(Measurement::rowsRead).sum(),
                all.stream().mapToLong(Measurement::buffersRead).sum());
    }
}
