package dev.headroom.jobs.contract;

/** What the contracts need. */
public interface OnBench {

    /**
     * Of an empty store, for one test.
     *
     * @return the same within a test
     */
    EngineBench bench();
}
