package dev.headroom.retry;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Bank.Booking;
import dev.headroom.retry.Bank.Contract;
import dev.headroom.retry.Bank.Loan;
import dev.headroom.retry.effects.EffectTables;
import dev.headroom.retry.locks.RowClaims;
import dev.headroom.testsupport.Database;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a Spring application has: proxies of the factory and of the entity manager, and transactions of its own. */
final class SpringContainer implements AutoCloseable {

    /** More threads than the pool has connections. */
    static final int MANY_THREADS = 40;

    final Bank bank;
    final EntityManagerFactory entityManagerFactory;
    final EntityManager entityManager;
    final TransactionTemplate template;
    private final LocalContainerEntityManagerFactoryBean bean = new LocalContainerEntityManagerFactoryBean();

    SpringContainer(Database database) {
        bank = new Bank(database);
        bank.write(em -> EffectTables.statements(bank.kind)
                .forEach(sql -> em.createNativeQuery(sql).executeUpdate()));
        bean.setDataSource(database.dataSource());
        bean.setManagedTypes(PersistenceManagedTypes.of(
                Account.class.getName(), Booking.class.getName(), Contract.class.getName(), Loan.class.getName()));
        bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        bean.afterPropertiesSet();
        entityManagerFactory = Objects.requireNonNull(bean.getObject());
        entityManager = SharedEntityManagerCreator.createSharedEntityManager(entityManagerFactory);
        template = new TransactionTemplate(new JpaTransactionManager(entityManagerFactory));
    }

    /** Without a way to begin transactions. */
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

    RowClaims claims() {
        // spotless:off
        RowClaims claims = RowClaims.using(entityManagerFactory, TransactionSynchronizationManager::isActualTransactionActive)
                .transactions(work -> template.executeWithoutResult(status -> work.accept(entityManager)));
        // spotless:on
        return claims;
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

    /** As a repository does as well. */
    void visit(long id) {
        template.executeWithoutResult(status -> entityManager.find(Account.class, id).visits++);
    }

    boolean isBooked(long id) {
        return bank.<Booking>read(em -> em.find(Booking.class, id)) != null;
    }

    @Override
    public void close() {
        bean.destroy();
        bank.close();
    }
}
