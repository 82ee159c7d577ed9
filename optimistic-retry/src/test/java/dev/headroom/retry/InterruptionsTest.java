package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.exception.RetryInterruptedException;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.OptimisticLockException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Threads that are interrupted while they wait for the next attempt. */
@EachDatabase
class InterruptionsTest {

    @Parameter
    Bank bank;

    private final AtomicInteger computations = new AtomicInteger();
    private final InterruptedException interruption = new InterruptedException("while it slept");

    private VersionedUpdates updates() {
        return VersionedUpdates.of(bank.entityManagers)
                .time(Clock.systemUTC(), delay -> {
                    throw interruption;
                })
                .build();
    }

    @AfterEach
    void calm() {
        assertThat(Thread.interrupted()).as("tells its caller").isTrue();
    }

    private Patch<Account> lose(Account account, Patch<Account> patch) {
        computations.incrementAndGet();
        bank.write(em -> em.find(Account.class, account.id).visits++);
        return patch.add("balance", 1);
    }

    private void endsAfterOneAttempt(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(RetryInterruptedException.class)
                .hasMessageContaining("1 attempts")
                .hasCause(interruption);
        assertThat(computations).hasValue(1);
    }

    @Test
    void endAnUpdate() {
        bank.account(1);
        endsAfterOneAttempt(() -> updates().update(Account.class, 1L).compute(this::lose));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void endABatch() {
        bank.account(2);
        endsAfterOneAttempt(
                () -> updates().updateAll(Account.class, List.of(2L)).compute(this::lose));
    }

    @Test
    void endATransaction() {
        endsAfterOneAttempt(() -> updates().inTransaction(em -> {
            computations.incrementAndGet();
            throw new OptimisticLockException("another was faster");
        }));
    }
}
