package dev.headroom.retry.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.exception.RetryException;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.FaultMoment;
import dev.headroom.testsupport.FaultWalk;
import jakarta.persistence.PersistenceException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Effects whose process loses the database or its life at any call to it, and that are tried again after a restart. */
@EachDatabase
class EffectKillPointsTest {

    /** More calls than the library makes for one effect, with all its tries. */
    private static final int REST = 40;

    @Parameter
    EffectStore store;

    private final Gateway gateway = new Gateway();
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void clear() {
        store.clear();
        gateway.charges.clear();
        asked.set(0);
    }

    private EffectFinding ask(UncertainEffect effect) {
        asked.incrementAndGet();
        return gateway.finding(effect);
    }

    private @Nullable String charge() {
        return store.log(this::ask).forKey("pay").once("charge", gateway::charge);
    }

    /** The hook decides about a call that charged, or did not. */
    private void beginBadly(boolean charged) {
        clear();
        try {
            store.log().forKey("pay").once("charge", key -> {
                if (charged) {
                    gateway.charge(key);
                }
                throw new UncheckedIOException(new SocketTimeoutException("no answer"));
            });
        } catch (UncheckedIOException expected) {
            assertThat(gateway.charges).hasSize(charged ? 1 : 0);
        }
    }

    /** After a restart, when leases have ended. */
    private void chargedOnceInTheEnd() {
        store.endLeases();
        assertThat(charge()).isEqualTo("receipt 1 of pay/charge");
        assertThat(gateway.charges).hasSize(1);
        assertThat(store.count("finished_at is not null")).isEqualTo(1);
        assertThat(store.connections.now()).isZero();
    }

    private void neverCalledTwiceWithoutHook() {
        int before = gateway.charges.size();
        store.endLeases();
        try {
            assertThat(store.log().forKey("pay").once("charge", gateway::charge))
                    .isEqualTo("receipt 1 of pay/charge");
        } catch (EffectUncertainException uncertain) {
            assertThat(gateway.charges).hasSize(before);
        }
        assertThat(gateway.charges).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void chargesOnceWhateverCallFails() {
        int runs = new FaultWalk(store.faults, this::clear).forEachCall(this::charge, run -> {
            if (run.failure().isEmpty()) {
                assertThat(gateway.charges).hasSize(1);
            }
            neverCalledTwiceWithoutHook();
            chargedOnceInTheEnd();
        });
        assertThat(runs).isEqualTo(6 * 4); // select, insert and update, each with its commit
    }

    @Test
    void forgetsNoAnswerByOneFault() {
        int runs = new FaultWalk(store.faults, this::clear).forEachCall(this::charge, run -> {
            if (run.failure().isPresent()) {
                assertThat(run.call()).isLessThanOrEqualTo(3); // the row was not inserted
                assertThat(gateway.charges).isEmpty();
            } else {
                assertThat(gateway.charges).hasSize(1);
                assertThat(asked).hasValue(0);
                assertThat(store.count("finished_at is not null")).isEqualTo(1);
            }
        });
        assertThat(runs).isPositive();
    }

    @Test
    void doesAsTheHookSaysWhateverCallFails() {
        for (boolean charged : new boolean[] {true, false}) {
            new FaultWalk(store.faults, () -> beginBadly(charged)).forEachCall(this::charge, run -> {
                assertThat(asked.get()).isLessThanOrEqualTo(1);
                assertThat(gateway.charges).hasSizeBetween(charged ? 1 : 0, 1);
                neverCalledTwiceWithoutHook();
                chargedOnceInTheEnd();
            });
        }
    }

    @Test
    void freesTheKeyOrLeavesItUncertainWhateverCallFails() {
        Function<String, @Nullable String> refused = key -> {
            throw new EffectRejectedException("closed");
        };
        new FaultWalk(store.faults, this::clear)
                .forEachCall(
                        () -> {
                            try {
                                store.log().forKey("pay").once("charge", refused);
                            } catch (EffectRejectedException expected) {
                                assertThat(gateway.charges).isEmpty();
                            }
                        },
                        run -> {
                            neverCalledTwiceWithoutHook();
                            chargedOnceInTheEnd();
                        });
    }

    @Test
    void chargesOnceWhereverTheProcessDies() {
        assertThat(dieAtEachCall(this::clear)).isEqualTo(6 * 4);
    }

    @Test
    void chargesOnceWhereverTheProcessDiesAfterTheHookDecided() {
        assertThat(dieAtEachCall(() -> beginBadly(true))).isEqualTo(6 * 4);
        assertThat(dieAtEachCall(() -> beginBadly(false))).isEqualTo(8 * 4); // and the lease is renewed
    }

    private int dieAtEachCall(Runnable preparation) {
        preparation.run();
        store.faults.reset();
        charge();
        int calls = store.faults.calls();
        int deaths = 0;
        for (int call = 1; call <= calls; call++) {
            for (FaultMoment moment : FaultMoment.values()) {
                dieAt(call, moment, true, preparation);
                dieAt(call, moment, false, preparation);
                deaths += 2;
            }
        }
        return deaths;
    }

    /** From this call on nothing reaches the database: for all others the process is dead. */
    private void dieAt(int call, FaultMoment moment, boolean dropped, Runnable preparation) {
        preparation.run();
        store.faults.reset();
        for (int later = call + 1; later < call + REST; later++) {
            store.faults.failAt(later, FaultMoment.BEFORE);
        }
        if (dropped) {
            store.faults.dropAt(call, moment);
        } else {
            store.faults.failAt(call, moment);
        }
        try {
            charge();
        } catch (PersistenceException | RetryException death) {
            assertThat(store.faults.calls()).isGreaterThanOrEqualTo(call);
        }
        store.faults.reset();
        neverCalledTwiceWithoutHook();
        chargedOnceInTheEnd();
    }
}
