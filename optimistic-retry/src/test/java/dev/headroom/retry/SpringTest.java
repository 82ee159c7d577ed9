package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Bank.Booking;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every public method with what Spring hands out, inside and outside of its transactions. */
@EachDatabase
class SpringTest {

    @Parameter
    Container container;

    /** More threads than the pool has connections. */
    private static final int THREADS = 40;

    /** What a Spring application has. */
    static final class Container implements AutoCloseable {
        final Bank bank;
        final EntityManagerFactory entityManagerFactory;
        final EntityManager entityManager;
        final TransactionTemplate template;
        private final LocalContainerEntityManagerFactoryBean bean = new LocalContainerEntityManagerFactoryBean();

        Container(Database database) {
            bank = new Bank(database);
            bank.write(em -> EffectTables.statements(bank.kind)
                    .forEach(sql -> em.createNativeQuery(sql).executeUpdate()));
            bean.setDataSource(database.dataSource());
            bean.setManagedTypes(org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes.of(
                    Account.class.getName(), Booking.class.getName()));
            bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            bean.afterPropertiesSet();
            entityManagerFactory = java.util.Objects.requireNonNull(bean.getObject());
            entityManager = SharedEntityManagerCreator.createSharedEntityManager(entityManagerFactory);
            template = new TransactionTemplate(new JpaTransactionManager(entityManagerFactory));
        }

        VersionedUpdatesBuilder builder() {
            return VersionedUpdates.of(entityManagerFactory)
                    .insideTransaction(TransactionSynchronizationManager::isActualTransactionActive);
        }

        VersionedUpdates updates() {
            // spotless:off
            VersionedUpdates updates = VersionedUpdates.of(entityManagerFactory)
                    .insideTransaction(TransactionSynchronizationManager::isActualTransactionActive)
                    .transactions(work -> template.executeWithoutResult(status -> work.accept(entityManager)))
                    .build();
            // spotless:on
            return updates;
        }

        /** As a repository of the application does. */
        void book(long id, Account account) {
            template.executeWithoutResult(status -> {
                Booking booking = new Booking();
                booking.id = id;
                booking.account = entityManager.getReference(Account.class, account.id);
                entityManager.persist(booking);
            });
        }

        @Override
        public void close() {
            bean.destroy();
            bank.close();
        }
    }

    private Account account(long id) {
        return container.bank.account(id);
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        return container.template.execute(status -> work.get());
    }

    @Test
    void updatesAreMadeOutsideOfTransactions() {
        account(1);
        account(2);
        VersionedUpdates updates = container.updates();
        assertThat(updates.update(Account.class, 1L)
                        .dependsOn("note")
                        .ifVersion(0)
                        .ifVersion(IfMatch.parse("\"0\""))
                        .reading((em, accounts) -> accounts.forEach(em::contains))
                        .policy(RetryPolicy.standard())
                        .compute((account, patch) -> patch.set("note", "a")))
                .isEqualTo(new Updated(1, 1, 1, Set.of()));
        assertThat(updates.updateAll(Account.class, List.of(1L, 2L))
                        .compute((account, patch) -> patch.add("visits", 1).then(em -> em.flush())))
                .allSatisfy((id, outcome) -> assertThat(outcome).isInstanceOf(Updated.class));
        assertThat(updates.<Integer>inTransaction(em -> em.find(Account.class, 1L).visits))
                .isOne();
        Account created = new Account();
        created.id = 3L;
        assertThat(updates.create(created)).isInstanceOf(Updated.class);
        Account twin = new Account();
        twin.id = 3L;
        assertThat(updates.create(twin)).isInstanceOf(Outcome.Skipped.class);
    }

    @Test
    void updatesAreRefusedInsideOfTransactions() {
        account(4);
        VersionedUpdates updates = container.updates();
        assertThatThrownBy(() -> inTransaction(
                        () -> updates.update(Account.class, 4L).compute((account, patch) -> patch.add("visits", 1))))
                .isInstanceOf(InsideTransactionException.class);
        assertThatThrownBy(() -> inTransaction(() -> updates.updateAll(Account.class, List.of(4L))
                        .compute((account, patch) -> patch.add("visits", 1))))
                .isInstanceOf(InsideTransactionException.class);
        assertThatThrownBy(() -> inTransaction(() -> updates.inTransaction(em -> 1)))
                .isInstanceOf(InsideTransactionException.class);
        assertThatThrownBy(() -> inTransaction(() -> updates.create(new Account())))
                .isInstanceOf(InsideTransactionException.class);
    }

    @Test
    void effectsAndClaimsTakeTheProxy() {
        account(5);
        EffectLog effects = EffectLog.of(container.entityManagerFactory)
                .insideTransaction(TransactionSynchronizationManager::isActualTransactionActive)
                .build();
        assertThat(effects.forKey("spring").once("mail", key -> "sent")).isEqualTo("sent");
        assertThat(effects.forKey("spring").once("mail", key -> "again")).isEqualTo("sent");
        assertThatThrownBy(() -> inTransaction(() -> effects.forKey("spring").once("mail", key -> "sent")))
                .isInstanceOf(InsideTransactionException.class);
        VersionedUpdates proven = container
                .builder()
                .transactions(
                        work -> container.template.executeWithoutResult(status -> work.accept(container.entityManager)))
                .proveCommits(effects)
                .build();
        assertThat(proven.update(Account.class, 5L).compute((account, patch) -> patch.add("visits", 1)))
                .isInstanceOf(Updated.class);
        assertThat(RowClaims.using(
                                container.entityManagerFactory,
                                TransactionSynchronizationManager::isActualTransactionActive)
                        .claim(Account.class, (account, cb) -> cb.equal(account.get("id"), 5L), 1, (em, accounts) -> {
                            accounts.get(0).visits++;
                        }))
                .isOne();
        assertThat(container.bank.find(5).visits).isEqualTo(2);
        assertThat(effects.prune(java.time.Duration.ZERO)).isNotNegative();
    }

    @Test
    void repositoriesAreRefusedWhereTheyWouldWorkBesideTheUpdate() {
        Account account = account(6);
        VersionedUpdates updates = container.builder().build();
        assertThatThrownBy(() -> updates.update(Account.class, 6L)
                        .compute((read, patch) -> patch.add("visits", 1).then(em -> container.book(6, account))))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("transactions(…)");
        assertThat(container.bank.find(6).visits).isZero();
    }

    @Test
    void repositoriesWorkInTheTransactionOfTheUpdate() {
        Account account = account(7);
        VersionedUpdates updates = container.updates();
        assertThatThrownBy(() -> updates.update(Account.class, 7L)
                        .compute((read, patch) -> patch.add("visits", 1).then(em -> {
                            container.book(7, account);
                            throw new IllegalStateException("no paper");
                        })))
                .hasMessage("no paper");
        assertThat(container.bank.find(7).visits).isZero();
        assertThat(container.bank.<Long>read(
                        em -> em.createQuery("select count(*) from Booking where id = 7", Long.class)
                                .getSingleResult()))
                .isZero();
        updates.update(Account.class, 7L)
                .compute((read, patch) -> patch.add("visits", 1).then(em -> container.book(7, account)));
        assertThat(container.bank.<Booking>read(em -> em.find(Booking.class, 7L)))
                .isNotNull();
    }

    /** Each would wait for a second connection that the others have. */
    @Test
    void moreCallersThanConnectionsDoNotWaitForEachOther() throws Exception {
        VersionedUpdates updates = container.updates();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Account account = account(100 + i);
                outcomes.add(threads.submit(() -> {
                    start.await();
                    return updates.update(Account.class, account.id)
                            .compute((read, patch) ->
                                    patch.add("visits", 1).then(em -> container.book(account.id, account)));
                }));
            }
            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get(1, TimeUnit.MINUTES)).isInstanceOf(Updated.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anEntityManagerThatIsOpenInViewIsRefreshed() {
        account(8);
        EntityManager view = container.entityManagerFactory.createEntityManager();
        TransactionSynchronizationManager.bindResource(container.entityManagerFactory, new EntityManagerHolder(view));
        try {
            Account seen = container.entityManager.find(Account.class, 8L);
            Outcome outcome = container
                    .updates()
                    .update(Account.class, 8L)
                    .refreshing(container.entityManager)
                    .compute((account, patch) -> patch.add("visits", 1));
            assertThat(outcome).isInstanceOf(Updated.class);
            assertThat(seen).returns(1, account -> account.visits);
            container
                    .updates()
                    .update(Account.class, 8L)
                    .refreshing(container.entityManager)
                    .compute((account, patch) -> patch.add("visits", 1).then(em -> em.find(Account.class, 8L)));
            assertThat(seen).returns(2, account -> account.visits).returns(2, account -> account.version);
        } finally {
            TransactionSynchronizationManager.unbindResource(container.entityManagerFactory);
            view.close();
        }
    }
}
