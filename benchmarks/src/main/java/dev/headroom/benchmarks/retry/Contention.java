package dev.headroom.benchmarks.retry;

/**
 * How much the clients are in each other's way.
 *
 * @param rows which they choose from by chance
 * @param milliseconds that a computation takes
 * @param clients at the same time
 */
record Contention(int rows, int milliseconds, int clients) {

    String label() {
        return "rows=" + rows + "/compute=" + milliseconds + "/clients=" + clients;
    }
}
