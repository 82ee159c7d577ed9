package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.exception.InsideTransactionException;
import dev.headroom.retry.exception.RetryInterruptedException;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.MapRegions;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What goes wrong in retries that are made by hand. */
@EachDatabase
class PitfallsTest {

    @Parameter
    Bank bank;

    private VersionedUpdatesBuilder atOnce() {
        return VersionedUpdates.of(bank.entityManagers)
                .policy(RetryPolicy.standard().backoff(Backoff.none()));
    }

    private void another(long id) {
        bank.write(em -> em.find(Account.class, id).visits++);
    }

    @Test
    void isRefusedInsideATransactionOfItsOwn() {
        bank.account(1);
        VersionedUpdates updates = bank.updates();
        assertThatThrownBy(() -> updates.inTransaction(
                        em -> updates.update(Account.class, 1L).compute((account, patch) -> patch.add("visits", 1))))
                .isInstanceOf(InsideTransactionException.class)
                .hasMessageContaining("update(…).compute(…)")
                .hasMessageContaining("before the transaction begins");
        assertThatThrownBy(() -> updates.inTransaction(em -> updates.inTransaction(nested -> 1)))
                .isInstanceOf(InsideTransactionException.class);
        assertThatThrownBy(() -> updates.inTransaction(em -> updates.create(new Account())))
                .isInstanceOf(InsideTransactionException.class);
        assertThat(bank.find(1).visits).isZero();
        assertThat(updates.update(Account.class, 1L).compute((account, patch) -> patch.add("visits", 1)))
                .as("and not after it")
                .isInstanceOf(Updated.class);
    }

    @Test
    void isRefusedWhereTheApplicationSaysSo() {
        bank.account(2);
        VersionedUpdates updates = atOnce().insideTransaction(() -> true).build();
        assertThatThrownBy(() -> updates.update(Account.class, 2L).compute((account, patch) -> patch.add("visits", 1)))
                .isInstanceOf(InsideTransactionException.class);
    }

    @Test
    void readsEachTimeInANewPersistenceContext() {
        bank.account(3);
        Set<Account> read = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Integer> versions = new ArrayList<>();
        atOnce().build().update(Account.class, 3L).compute((account, patch) -> {
            read.add(account);
            versions.add(account.version);
            if (versions.size() < 4) {
                another(3);
            }
            account.balance = 1_000; // of no consequence: it is not written
            return patch.add("balance", 1);
        });
        assertThat(read).hasSize(4);
        assertThat(versions).containsExactly(0, 1, 2, 3);
        assertThat(bank.find(3).balance).isOne();
    }

    @Test
    void keepsTheVersionThatWasReadWhenItsTransactionIsRolledBack() {
        bank.account(4);
        AtomicInteger tries = new AtomicInteger();
        List<Integer> versions = new ArrayList<>();
        VersionedUpdates updates = atOnce().build();
        VersionedUpdate<Account> update = updates.update(Account.class, 4L);
        for (int i = 0; i < 2; i++) {
            try {
                update.compute((account, patch) -> patch.add("visits", 1).then(em -> {
                    versions.add(account.version);
                    if (tries.getAndIncrement() == 0) {
                        throw new IllegalStateException("once");
                    }
                }));
            } catch (IllegalStateException once) {
                assertThat(once).hasMessage("once");
            }
        }
        assertThat(versions).containsExactly(0, 0);
        assertThat(bank.find(4).version).isOne();
    }

    @Test
    void holdsNoConnectionAndNoLockWhileItComputesOrWaits() {
        bank.account(5);
        List<String> held = new ArrayList<>();
        VersionedUpdates updates = VersionedUpdates.of(bank.entityManagers)
                .time(java.time.Clock.systemUTC(), delay -> held.add(held("waiting")))
                .build();
        int[] left = {2};
        updates.update(Account.class, 5L).compute((account, patch) -> {
            held.add(held("computing"));
            if (left[0]-- > 0) {
                another(5);
            }
            return patch.add("balance", 1);
        });
        assertThat(held)
                .containsExactly("computing 0, 0", "waiting 0, 0", "computing 0, 0", "waiting 0, 0", "computing 0, 0");
    }

    /** Connections of the pool, and locks of the table on PostgreSQL. */
    private String held(String when) {
        int connections = bank.database.borrowedConnections();
        Object locks = bank.kind != DatabaseKind.POSTGRESQL
                ? 0
                : bank.read(em -> em.createNativeQuery(
                                "select count(*) from pg_locks join pg_stat_activity using (pid)"
                                        + " where backend_type = 'client backend' and relation in ('account'::regclass, 'account_pkey'::regclass)")
                        .getSingleResult());
        return when + " " + connections + ", " + locks;
    }

    @Test
    void retriesOnlyWhatItWasAskedToRetry() {
        bank.account(6);
        AtomicInteger computations = new AtomicInteger();
        VersionedUpdates inner = VersionedUpdates.of(bank.entityManagers)
                .policy(RetryPolicy.standard().attempts(3).backoff(Backoff.none()))
                .build();
        Outcome outcome = inner.update(Account.class, 6L).compute((account, patch) -> {
            computations.incrementAndGet();
            another(6);
            return patch.add("balance", 1);
        });
        assertThat(outcome).isInstanceOf(Outcome.Exhausted.class);
        assertThat(computations).hasValue(3);

        assertThatThrownBy(() -> inner.update(Account.class, 6L).compute((account, patch) -> {
                    computations.incrementAndGet();
                    throw new OptimisticLockException("of the application itself");
                }))
                .hasMessage("of the application itself");
        assertThat(computations).hasValue(4);
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        bank.account(7);
        AtomicInteger computations = new AtomicInteger();
        assertThatThrownBy(() -> bank.updates().update(Account.class, 7L).compute((account, patch) -> {
                    computations.incrementAndGet();
                    another(7);
                    Thread.currentThread().interrupt();
                    return patch.add("balance", 1);
                }))
                .isInstanceOf(RetryInterruptedException.class)
                .hasMessageContaining("1 attempts");
        assertThat(Thread.interrupted()).as("and tells its caller").isTrue();
        assertThat(computations).hasValue(1);
        assertThat(bank.find(7).balance).isZero();
    }

    @Entity(name = "CachedAccount")
    @Cacheable
    static class CachedAccount {
        @Id
        Long id;

        @Version
        int version;

        int visits;
    }

    @Test
    void readsPastTheSecondLevelCache() {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("cached")
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, bank.database.dataSource())
                .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                .property(CacheSettings.USE_SECOND_LEVEL_CACHE, true)
                .property(CacheSettings.CACHE_REGION_FACTORY, MapRegions.class)
                .managedClass(CachedAccount.class)
                .createEntityManagerFactory()) {
            CachedAccount account = new CachedAccount();
            account.id = 1L;
            factory.runInTransaction(em -> em.persist(account));
            factory.runInTransaction(em -> em.find(CachedAccount.class, 1L));
            bank.write(em -> em.createNativeQuery("update CachedAccount set visits = 5, version = 5 where id = 1")
                    .executeUpdate());

            Outcome outcome = VersionedUpdates.of(factory)
                    .build()
                    .update(CachedAccount.class, 1L)
                    .compute((read, patch) -> patch.set("visits", read.visits + 1));

            assertThat(outcome).isEqualTo(new Updated(6, 1, 1, Set.of()));
            factory.runInTransaction(em -> assertThat(em.find(CachedAccount.class, 1L).visits)
                    .as("the cache has forgotten it")
                    .isEqualTo(6));
        }
    }

    @Test
    void retriesATransactionThatLostAgainstAnother() {
        bank.account(8);
        AtomicInteger tries = new AtomicInteger();
        int balance = atOnce().build().inTransaction(em -> {
            Account account = em.find(Account.class, 8L);
            if (tries.getAndIncrement() < 2) {
                Thread other = new Thread(() -> another(8));
                other.start();
                join(other);
            }
            account.balance++;
            return account.balance;
        });
        assertThat(balance).isOne();
        assertThat(tries).hasValue(3);
        assertThat(bank.find(8)).returns(1, account -> account.balance).returns(2, account -> account.visits);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void doesNotRetryATransactionThatFailsOtherwise() {
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> atOnce().build().inTransaction(em -> {
                    tries.incrementAndGet();
                    return em.createNativeQuery("select 1 from nowhere").getSingleResult();
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(tries).hasValue(1);
    }
}
