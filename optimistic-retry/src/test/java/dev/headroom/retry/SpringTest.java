package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.effects.EffectLog;
import dev.headroom.retry.exception.InsideTransactionException;
import dev.headroom.retry.http.IfMatch;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Every public method with what Spring hands out, inside and outside of its transactions. */
@EachDatabase
class SpringTest {

    @Parameter
    SpringContainer container;

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
        assertThat(container
                        .claims()
                        .claim(Account.class, (account, cb) -> cb.equal(account.get("id"), 5L), 1, (em, accounts) -> {
                            accounts.get(0).visits++;
                        }))
                .isOne();
        assertThatThrownBy(() -> inTransaction(() -> container
                        .claims()
                        .claim(Account.class, (account, cb) -> cb.isNull(account.get("note")), 1, (em, all) -> {})))
                .isInstanceOf(InsideTransactionException.class);
        assertThat(container.bank.find(5).visits).isEqualTo(2);
        assertThat(effects.prune(java.time.Duration.ZERO)).isNotNegative();
    }
}
