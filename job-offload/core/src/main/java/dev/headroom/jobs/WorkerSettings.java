package dev.headroom.jobs;

import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.model.JobCodec;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What all attempts of a worker share. */
record WorkerSettings(
        JobStore store,
        JobCodec codec,
        Map<String, HandledType<?, ?>> types,
        JobTransactions transactions,
        Surroundings surroundings) {

    /** What does not change what an attempt does. */
    record Surroundings(ContextPropagator propagator, JobListener listener, RandomGenerator random) {}

    RandomGenerator random() {
        return surroundings.random();
    }
}
