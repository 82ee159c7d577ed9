package dev.headroom.benchmarks.retry;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What {@code @Retryable} around {@code @Transactional} does, by the classes behind them: the entity is read, changed and
 * written in one transaction. Delays are 100 ms, doubled up to 1 s, and 10 ms of jitter.
 */
final class SpringRetries implements UpdateContender {

    private final RetryTemplate retries = new RetryTemplate(RetryPolicy.builder()
            .includes(OptimisticLockingFailureException.class)
            .maxRetries(UpdateContenders.ENOUGH_ATTEMPTS - 1)
            .delay(Duration.ofMillis(100))
            .jitter(Duration.ofMillis(10))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(1))
            .build());

    private final TransactionTemplate transactions;
    private final EntityManager entityManager;

    SpringRetries(EntityManagerFactory entityManagers) {
        JpaTransactionManager manager = new JpaTransactionManager(entityManagers);
        manager.setJpaDialect(new HibernateJpaDialect());
        this.transactions = new TransactionTemplate(manager);
        this.entityManager = SharedEntityManagerCreator.createSharedEntityManager(entityManagers);
    }

    @Override
    public String name() {
        return "jpa-version-retryable";
    }

    @Override
    public boolean increment(long id, Computation computation) {
        try {
            retries.invoke(() -> transactions.executeWithoutResult(status -> {
                Account account = entityManager.find(Account.class, id);
                account.balance = computation.next(account.balance);
            }));
            return true;
        } catch (OptimisticLockingFailureException gaveUp) {
            return false;
        }
    }
}
