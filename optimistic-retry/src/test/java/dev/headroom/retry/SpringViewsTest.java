package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Bank.Loan;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** An entity manager that stays open for the whole request, which Spring calls open-in-view: it knows rows as they were. */
@EachDatabase
class SpringViewsTest {

    @Parameter
    SpringContainer container;

    private EntityManager view;

    @BeforeEach
    void open() {
        view = container.entityManagerFactory.createEntityManager();
        TransactionSynchronizationManager.bindResource(container.entityManagerFactory, new EntityManagerHolder(view));
    }

    @AfterEach
    void close() {
        TransactionSynchronizationManager.unbindResource(container.entityManagerFactory);
        view.close();
    }

    private Account seen(long id) {
        container.bank.account(id);
        return container.entityManager.find(Account.class, id);
    }

    private Outcome update(long id, UnaryOperator<VersionedUpdate<Account>> definition) {
        return definition
                .apply(container.updates().update(Account.class, id))
                .compute((account, patch) -> patch.add("visits", 1));
    }

    @Test
    void areRefreshed() {
        Account seen = seen(1);
        assertThat(update(1, update -> update.refreshing(container.entityManager)))
                .isInstanceOf(Updated.class);
        assertThat(seen).returns(1, account -> account.visits);
        container
                .updates()
                .update(Account.class, 1L)
                .refreshing(container.entityManager)
                .compute((account, patch) -> patch.add("visits", 1).then(em -> em.find(Account.class, 1L)));
        assertThat(seen).returns(2, account -> account.visits).returns(2, account -> account.version);
    }

    /** Both would find the stale entity again, however often they look. */
    @Test
    void areNotBelieved() {
        Account seen = seen(2);
        container.bank.write(em -> em.find(Account.class, 2L).visits = 10);
        RetryPolicy twice = RetryPolicy.standard().attempts(2).backoff(Backoff.none());
        assertThat(update(2, update -> update.policy(twice).reading((em, accounts) -> {})))
                .isInstanceOf(Updated.class);
        assertThat(container
                        .updates()
                        .update(Account.class, 2L)
                        .policy(twice.lockAfter(1))
                        .compute((account, patch) -> {
                            if (account.visits == 11) {
                                container.bank.write(em -> em.find(Account.class, 2L).visits = 20);
                            }
                            return patch.set("visits", account.visits + 1);
                        }))
                .isInstanceOf(Updated.class);
        assertThat(container.bank.find(2).visits).isEqualTo(21);
        assertThat(seen.visits).isZero();
    }

    /** A joined entity is written as a managed one, which must not be that of the view. */
    @Test
    void keepTheirEntities() {
        Loan loan = new Loan();
        loan.id = 3L;
        container.bank.write(em -> em.persist(loan));
        Loan seen = container.entityManager.find(Loan.class, 3L);
        assertThat(container
                        .updates()
                        .update(Loan.class, 3L)
                        .refreshing(container.entityManager)
                        .compute((read, patch) -> patch.set("rate", 5)))
                .isInstanceOf(Updated.class);
        assertThat(container.entityManager.contains(seen)).isTrue();
        assertThat(seen).returns(5, read -> read.rate).returns(1L, read -> read.version);
    }

    @Test
    void needNotExist() {
        container.bank.account(4);
        TransactionSynchronizationManager.unbindResource(container.entityManagerFactory);
        try {
            assertThat(update(4, update -> update.refreshing(container.entityManager)))
                    .isInstanceOf(Updated.class);
        } finally {
            TransactionSynchronizationManager.bindResource(
                    container.entityManagerFactory, new EntityManagerHolder(view));
        }
    }
}
