package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Transactions of the application that lose, with what Hibernate makes of it. */
@EachDatabase
class TransactionRetriesTest {

    @Parameter
    Bank bank;

    private final List<Throwable> thrown = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();

    private VersionedUpdates updates(int attempts) {
        return VersionedUpdates.of(bank.entityManagers)
                .time(Clock.systemUTC(), delays::add)
                .policy(RetryPolicy.standard().attempts(attempts))
                .build();
    }

    /** Fails each time as it is told, and then no more. */
    private Function<EntityManager, String> failing(RuntimeException... failures) {
        return em -> {
            if (thrown.size() < failures.length) {
                thrown.add(failures[thrown.size()]);
                throw failures[thrown.size() - 1];
            }
            return "done";
        };
    }

    private static RuntimeException lost(String message) {
        return new OptimisticLockException(message);
    }

    @Test
    void waitOnlyIfTheyLose() {
        assertThat(updates(1).inTransaction(failing())).isEqualTo("done");
        assertThat(delays).isEmpty();
        assertThat(updates(3).inTransaction(failing(lost("1"), lost("2")))).isEqualTo("done");
        assertThat(delays).hasSize(2);
    }

    @Test
    void endWithTheLastFailureItself() {
        assertThatThrownBy(() -> updates(3).inTransaction(failing(lost("1"), lost("2"), lost("3"), lost("4"))))
                .isSameAs(thrown.get(2))
                .hasMessage("3");
        assertThat(delays).hasSize(2);
    }

    /** As languages without checked exceptions throw it. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException unchecked(Throwable failure) throws X {
        throw (X) failure;
    }

    @Test
    void areRolledBackByACheckedException() {
        AtomicReference<EntityTransaction> begun = new AtomicReference<>();

        assertThatThrownBy(() -> updates(2).inTransaction(em -> {
                    begun.set(em.getTransaction());
                    throw unchecked(new IOException("the disk"));
                }))
                .isInstanceOf(IOException.class);

        assertThat(begun.get().isActive()).isFalse();
    }

    @Test
    void areNotRepeatedIfThePolicySaysSo() {
        assertThatThrownBy(() -> updates(1).inTransaction(failing(lost("1"), lost("2"))))
                .hasMessage("1");
        assertThat(delays).isEmpty();
    }

    @Test
    void endAtAFailureThatNoRetryMends() {
        assertThatThrownBy(() -> updates(9)
                        .inTransaction(failing(
                                lost("1"),
                                new RuntimeException("wrapped", lost("2")),
                                new IllegalStateException("broken"))))
                .isSameAs(thrown.get(2))
                .hasMessage("broken")
                .hasNoSuppressedExceptions();
        assertThat(delays).hasSize(2);
    }

    /** Its version stays old, however often it is merged. */
    @Test
    void doNotHelpAnEntityThatIsStale() {
        Account stale = bank.account(1);
        bank.write(em -> em.find(Account.class, 1L).visits++);
        stale.note = "of old";
        List<Account> merged = new ArrayList<>();
        assertThatThrownBy(() -> updates(3).inTransaction(em -> {
                    merged.add(stale);
                    Account account = em.merge(stale);
                    em.flush();
                    return account;
                }))
                .isInstanceOf(OptimisticLockException.class);
        assertThat(merged).hasSize(3);
        assertThat(stale.version).isZero();
        assertThat(bank.find(1)).returns(null, account -> account.note).returns(1, account -> account.version);
    }

    @Test
    void writeAllOfAJdbcBatchOrNothing() {
        List.of(11L, 12L, 13L).forEach(bank::account);
        List<Integer> attempts = new ArrayList<>();
        try (EntityManagerFactory batching = new HibernatePersistenceConfiguration("batching")
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, bank.database.dataSource())
                .property(BatchSettings.STATEMENT_BATCH_SIZE, 2)
                .managedClasses(Account.class, Bank.Booking.class)
                .createEntityManagerFactory()) {
            RetryPolicy atOnce = RetryPolicy.standard().backoff(Backoff.none());
            VersionedUpdates.of(batching).policy(atOnce).build().inTransaction(em -> {
                List<Account> accounts = em.createQuery(
                                "from Account where id between 11 and 13 order by id", Account.class)
                        .getResultList();
                accounts.forEach(account -> account.balance++);
                attempts.add(accounts.get(1).visits);
                if (attempts.size() == 1) {
                    CompletableFuture.runAsync(() -> bank.write(other -> other.find(Account.class, 12L).visits++))
                            .join();
                }
                return accounts.size();
            });
        }
        assertThat(attempts).containsExactly(0, 1);
        assertThat(List.of(11L, 12L, 13L))
                .allSatisfy(id -> assertThat(bank.find(id).balance).isOne());
        assertThat(bank.find(12).visits).isOne();
    }
}
