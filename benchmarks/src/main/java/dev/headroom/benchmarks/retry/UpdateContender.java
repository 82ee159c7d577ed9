package dev.headroom.benchmarks.retry;

/** A way to add one to the balance of an account. Thread-safe. */
interface UpdateContender {

    String name();

    /**
     * Adds one, after as many attempts as it takes.
     *
     * @param id of the account
     * @param computation tells the new balance by the old one
     * @return false if it gave up
     * @throws WindowOverException of the computation
     * @throws Exception if something else fails
     */
    boolean increment(long id, Computation computation) throws Exception;
}
