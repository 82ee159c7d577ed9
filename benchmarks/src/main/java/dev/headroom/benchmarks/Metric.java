package dev.headroom.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** What is measured of a contender. */
public enum Metric {
    /** The median time of one call, in the application. */
    TIME("ms", true),
    /** The time that one call in twenty takes longer than. */
    P95("ms", true),
    /** The time that one call in a hundred takes longer than. */
    P99("ms", true),
    /** Pages of 8 KiB that the database touches for one call. */
    BUFFERS("pages", false),
    /** Rows that the database reads for one call, those thrown away included. */
    ROWS("rows", false),
    /** Statements that one call sends. */
    STATEMENTS("statements", false),
    /** Rows that come back to the application for one call. */
    ROWS_SENT("rows", false),
    /** Bytes between the application and the database for one call, in both directions. */
    BYTES("bytes", false),
    /** What one call allocates in the application. */
    ALLOCATION("bytes", true),
    /** The same for one row of what it returns. */
    ALLOCATION_PER_ROW("bytes", false),
    /** Bytes of the answer that the application gives. */
    ANSWER("bytes", false),
    /** The same, compressed. */
    ANSWER_GZIP("bytes", false),
    /** Calls per second of all clients together that did what they should: more is better. */
    THROUGHPUT("calls/s", true),
    /** Computations that came to nothing, because another client was faster. */
    WASTED_COMPUTATIONS("%", false),
    /** How long connections are borrowed for a thousand calls. */
    CONNECTION_SECONDS("s/1000", true),
    /** Calls that ended without doing what they should, in all. */
    GIVEN_UP("calls", false),
    /** Statements that the server runs for one job, from enqueuing it to its end or for the part that a case is about. */
    STATEMENTS_PER_JOB("statements", false),
    /** Bytes that the server writes ahead for one job. */
    WAL_PER_JOB("bytes", false),
    /** Rows that nobody sees any more and that are still in the tables at the end. */
    DEAD_ROWS("rows", false);

    private final String unit;
    private final boolean dependsOnMachine;

    Metric(String unit, boolean dependsOnMachine) {
        this.unit = unit;
        this.dependsOnMachine = dependsOnMachine;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Metric of(String label) {
        return Arrays.stream(values())
                .filter(metric -> metric.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no metric \"" + label + "\": choose one of "
                        + Arrays.stream(values()).map(Metric::label).toList() + "."));
    }

    String unit() {
        return unit;
    }

    boolean isBetterIfMore() {
        return this == THROUGHPUT;
    }

    /** Published with two decimals, because it is small. */
    boolean isSmall() {
        return this == STATEMENTS_PER_JOB;
    }

    /** Published as a ratio only: the figure itself says more about the machine than about the contender. */
    boolean dependsOnMachine() {
        return dependsOnMachine;
    }
}
