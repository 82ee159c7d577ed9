package dev.headroom.jobs;

import org.jspecify.annotations.Nullable;

/** Of a worker that was given none. */
enum NoTransactions implements JobTransactions {
    INSTANCE;

    @Override
    public <T> @Nullable T run(Work<T> work) {
        throw new InvalidJobException("inTransaction(…): this worker has no transactions; give it some by"
                + " WorkerBuilder.transactions(JobTransactions.of(entityManagerFactory)).");
    }
}
