package dev.headroom.benchmarks;

/** One comparison of contenders. It checks that all of them return the same rows before it times them. */
public interface Scenario {

    /**
     * The name on the command line and of the results file.
     *
     * @return such as {@code keyset}
     */
    String name();

    /**
     * Runs all cases.
     *
     * @param size how much of it
     * @param results takes the cells as they are measured
     * @throws Exception if a server or a contender fails
     */
    void run(Size size, Results results) throws Exception;

    /** How long a scenario may take. */
    enum Size {
        /** Less than a minute: to see that it runs. */
        QUICK,
        /** Less than ten minutes: what is published. */
        FULL
    }
}
