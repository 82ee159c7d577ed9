package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.EntityManagerFactories;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That no increment is lost where the database itself refuses what it cannot put in an order. */
@EachDatabase
class IsolationTest {

    private static final int THREADS = 25;
    private static final int TIMES = 5;

    @Parameter
    Bank bank;

    @Test
    void losesNoneAtRepeatableRead() throws Exception {
        losesNone(1, Connection.TRANSACTION_REPEATABLE_READ);
    }

    @Test
    void losesNoneAtSerializable() throws Exception {
        losesNone(2, Connection.TRANSACTION_SERIALIZABLE);
    }

    private void losesNone(long id, int isolation) throws Exception {
        bank.account(id);
        BorrowedConnections connections = new BorrowedConnections();
        connections.isolation = isolation;
        try (EntityManagerFactory factory = EntityManagerFactories.open(
                connections.of(bank.database.dataSource()), Account.class, Bank.Booking.class)) {
            factory.runInTransaction(
                    em -> assertThat(em.unwrap(Session.class).doReturningWork(Connection::getTransactionIsolation))
                            .isEqualTo(isolation));
            VersionedUpdates updates = VersionedUpdates.of(factory)
                    .policy(RetryPolicy.standard().attempts(1_000).deadline(Duration.ofMinutes(2)))
                    .build();
            inThreads(updates, id, (account, patch) -> patch.set("balance", account.balance + 1));
            inThreads(updates, id, (account, patch) -> {
                updates.inTransaction(em -> em.find(Account.class, id).visits++);
                return patch;
            });
        }
        assertThat(bank.find(id))
                .returns(THREADS * TIMES, account -> account.balance)
                .returns(THREADS * TIMES, account -> account.visits);
    }

    private static void inThreads(
            VersionedUpdates updates, long id, BiFunction<Account, Patch<Account>, Patch<Account>> function)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                all.add(threads.submit(() -> {
                    for (int time = 0; time < TIMES; time++) {
                        updates.update(Account.class, id).compute(function).orElseThrow();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
