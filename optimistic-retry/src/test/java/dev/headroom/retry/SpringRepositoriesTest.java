package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.retry.locks.RowClaims;
import dev.headroom.testsupport.EachDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Repositories of the application work inside of our transactions, on their connection, or not at all. */
@EachDatabase
class SpringRepositoriesTest {

    @Parameter
    SpringContainer container;

    private Account account(long id) {
        return container.bank.account(id);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InvalidUpdateException.class).hasMessageContaining("transactions(…)");
    }

    @Test
    void areRefusedWhereTheyWouldWorkBeside() {
        Account account = account(6);
        VersionedUpdates updates = container.builder().build();
        assertRefused(() -> updates.update(Account.class, 6L)
                .compute((read, patch) -> patch.add("visits", 1).then(em -> container.book(6, account))));
        assertRefused(() -> updates.inTransaction(em -> {
            container.book(6, account);
            return 1;
        }));
        RowClaims claims = RowClaims.using(
                container.entityManagerFactory, TransactionSynchronizationManager::isActualTransactionActive);
        assertRefused(() -> claims.claim(
                Account.class, (row, cb) -> cb.equal(row.get("id"), 6L), 1, (em, accounts) -> container.visit(6)));
        assertThat(container.bank.find(6).visits).isZero();
        assertThat(container.isBooked(6)).isFalse();
    }

    @Test
    void workInTheTransactionOfAnUpdate() {
        Account account = account(7);
        VersionedUpdates updates = container.updates();
        assertThatThrownBy(() -> updates.update(Account.class, 7L)
                        .compute((read, patch) -> patch.add("visits", 1).then(em -> {
                            container.book(7, account);
                            throw new IllegalStateException("no paper");
                        })))
                .hasMessage("no paper");
        assertThat(container.bank.find(7).visits).isZero();
        assertThat(container.isBooked(7)).isFalse();
        updates.update(Account.class, 7L)
                .compute((read, patch) -> patch.add("visits", 1).then(em -> container.book(7, account)));
        assertThat(container.isBooked(7)).isTrue();
    }

    @Test
    void workInAnyOtherTransaction() {
        Account account = account(8);
        assertThatThrownBy(() -> container.updates().inTransaction(em -> {
                    container.book(8, account);
                    throw new IllegalStateException("no paper");
                }))
                .hasMessage("no paper");
        assertThat(container.isBooked(8)).isFalse();
    }

    /** Otherwise one would wait for the row that the same thread has locked. */
    @Test
    void workOnRowsThatAreClaimed() {
        account(9);
        assertThat(container
                        .claims()
                        .claim(
                                Account.class,
                                (row, cb) -> cb.equal(row.get("id"), 9L),
                                1,
                                (em, accounts) -> container.visit(9)))
                .isOne();
        assertThat(container.bank.find(9).visits).isOne();
    }

    /** Each would wait for a second connection that the others have. */
    @Test
    void doNotWaitForEachOtherWhereThereAreMoreCallersThanConnections() throws Exception {
        VersionedUpdates updates = container.updates();
        allSucceed(
                100,
                account -> updates.update(Account.class, account.id)
                        .compute((read, patch) ->
                                patch.add("visits", 1).then(em -> container.book(account.id, account))));
        allSucceed(
                200,
                account -> updates.update(Account.class, account.id)
                        .reading((em, accounts) -> container.template.executeWithoutResult(
                                status -> container.entityManager.find(Account.class, account.id)))
                        .compute((read, patch) -> patch.add("visits", 1)));
    }

    private void allSucceed(long firstId, Function<Account, Outcome> update) throws Exception {
        CyclicBarrier start = new CyclicBarrier(SpringContainer.MANY_THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(SpringContainer.MANY_THREADS);
        try {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < SpringContainer.MANY_THREADS; i++) {
                Account account = account(firstId + i);
                outcomes.add(threads.submit(() -> {
                    start.await();
                    return update.apply(account);
                }));
            }
            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get(1, TimeUnit.MINUTES)).isInstanceOf(Updated.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
