package dev.headroom.benchmarks.projection;

/**
 * One way to read what all others read too.
 *
 * @param call reads it again and again, each time into an empty persistence context
 */
record Contender(String name, Call call) {

    @FunctionalInterface
    interface Call {

        Answer read() throws Exception;
    }

    /** What was read. Its session is closed. */
    @FunctionalInterface
    interface Answer {

        /** For comparison; not timed. */
        Object value() throws Exception;
    }
}
