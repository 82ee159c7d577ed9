package dev.headroom.jobs;

import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.StepResult;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.model.InvalidJobException;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step whose work, memory and proof of ownership are one transaction. */
final class FencedTransaction<T> {

    private final Attempt attempt;
    private final WorkerSettings settings;
    private final String name;
    private final Class<T> type;

    /** What the work wants the job to end with; null if it does not want it to end. */
    private @Nullable StepResult completion;

    private @Nullable StepResult done;

    FencedTransaction(Attempt attempt, WorkerSettings settings, String name, Class<T> type) {
        this.attempt = attempt;
        this.settings = settings;
        this.name = name;
        this.type = type;
    }

    @Nullable T run(JobContext.TransactionalWork<T> work) throws Exception {
        JobStore store = settings.store();
        T result = settings.transactions().run(resource -> within(work, resource));
        if (!store.joinsTransactions() && done != null) { // what is in memory cannot be rolled back, so it comes last
            attempt.requireOwned(store.keepStep(attempt.claim(), name, done, StoreTransaction.own()));
            end(StoreTransaction.own());
        }
        if (completion != null) {
            attempt.complete();
        }
        return result;
    }

    private @Nullable T within(JobContext.TransactionalWork<T> work, TransactionResource resource) throws Exception {
        JobStore store = settings.store();
        StoreTransaction.Joined transaction = StoreTransaction.of(resource.connection());
        attempt.requireOwned(store.fence(attempt.claim(), transaction));
        Optional<StepResult> before = store.step(attempt.claim(), name, transaction);
        if (before.isPresent()) {
            return attempt.value(before.get(), type);
        }
        T result = HandlerTransaction.run(() -> work.run(new Handed(resource)));
        done = attempt.data(result);
        if (store.joinsTransactions()) {
            attempt.requireOwned(store.keepStep(attempt.claim(), name, done, transaction));
            end(transaction);
        }
        return result;
    }

    private void end(StoreTransaction transaction) {
        if (completion != null) {
            Ending ending = Ending.succeeded(completion.data(), attempt.ran()).progress(attempt.progress());
            attempt.requireOwned(
                    settings.store().end(attempt.claim(), ending, transaction).isPresent());
            attempt.completing();
        }
    }

    /** What the work gets. */
    private final class Handed implements JobTransaction {

        private final TransactionResource resource;

        Handed(TransactionResource resource) {
            this.resource = resource;
        }

        @Override
        public Connection connection() {
            return resource.connection();
        }

        @Override
        public EntityManager entityManager() {
            EntityManager entityManager = resource.entityManager();
            if (entityManager == null) {
                throw new InvalidJobException("inTransaction(\"" + name + "\", …): entityManager() needs a worker with"
                        + " transactions(entityManagerFactory); it has those of a data source, so use connection().");
            }
            return entityManager;
        }

        @Override
        public void complete(@Nullable Object result) {
            completion = attempt.data(result);
        }
    }
}
