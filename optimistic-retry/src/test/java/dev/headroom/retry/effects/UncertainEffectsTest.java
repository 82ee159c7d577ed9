package dev.headroom.retry.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Effects that were begun, and of which nobody knows at first whether they happened. */
@EachDatabase
class UncertainEffectsTest {

    @Parameter
    EffectStore store;

    private final Gateway gateway = new Gateway();
    private final List<UncertainEffect> asked = new ArrayList<>();

    @BeforeEach
    void clear() {
        store.clear();
    }

    private EffectLog honest() {
        return store.log(effect -> {
            asked.add(effect);
            return gateway.finding(effect);
        });
    }

    private EffectLog saying(EffectFinding finding) {
        return store.log(effect -> {
            asked.add(effect);
            return finding;
        });
    }

    /** A process that ended after it had begun. */
    private void beginAndDie() {
        store.execute("insert into headroom_effect (effect_key, owner, lease_until) values ('pay/charge', 'dead', "
                + store.clock.instant().plus(EffectStore.LEASE).toEpochMilli() + ")");
    }

    private static UncheckedIOException timeout() {
        return new UncheckedIOException(new SocketTimeoutException("no answer"));
    }

    @Test
    void waitsForTheLeaseAndNeverCallsBlindly() {
        beginAndDie();
        Instant leaseEnd = store.clock.instant().plus(EffectStore.LEASE);
        store.clock.set(leaseEnd.minusMillis(1));
        assertThatExceptionOfType(EffectInFlightException.class)
                .isThrownBy(() -> honest().forKey("pay").once("charge", gateway::charge))
                .satisfies(inFlight -> assertThat(inFlight.leaseEnd()).isEqualTo(leaseEnd));
        store.clock.set(leaseEnd);
        for (int i = 0; i < 2; i++) { // who has given up does not make the next one wait
            assertThatExceptionOfType(EffectUncertainException.class)
                    .isThrownBy(() -> store.log().forKey("pay").once("charge", gateway::charge))
                    .withMessageContaining("onUncertain")
                    .satisfies(
                            uncertain -> assertThat(uncertain.idempotencyKey()).isEqualTo("pay/charge"));
        }
        assertThat(asked).isEmpty();
        assertThat(gateway.charges).isEmpty();
    }

    @Test
    void doesAsTheHookSays() {
        beginAndDie();
        Instant leaseEnd = store.clock.instant().plus(EffectStore.LEASE);
        store.endLeases();
        assertThatExceptionOfType(EffectUncertainException.class)
                .isThrownBy(() ->
                        saying(new EffectFinding.StillUnknown()).forKey("pay").once("charge", gateway::charge));
        assertThat(asked).containsExactly(new UncertainEffect("pay", "charge", "pay/charge", leaseEnd));
        assertThat(gateway.charges).isEmpty();

        assertThat(saying(new EffectFinding.DidNotHappen()).forKey("pay").once("charge", gateway::charge))
                .isEqualTo("receipt 1 of pay/charge");
        assertThat(asked).hasSize(2);
        assertThat(gateway.charges).containsExactly("pay/charge");
        assertThat(honest().forKey("pay").once("charge", gateway::charge)).isEqualTo("receipt 1 of pay/charge");
        assertThat(asked).hasSize(2);
    }

    @Test
    void storesTheAnswerThatTheHookFound() {
        for (String found : new String[] {"found", null}) {
            store.clear();
            beginAndDie();
            store.endLeases();
            EffectLog log = saying(new EffectFinding.Happened(found));
            assertThat(log.forKey("pay").once("charge", gateway::charge)).isEqualTo(found);
            assertThat(store.log().forKey("pay").once("charge", gateway::charge))
                    .isEqualTo(found);
        }
        assertThat(gateway.charges).isEmpty();
    }

    @Test
    void staysUncertainIfTheHookFails() {
        beginAndDie();
        store.endLeases();
        EffectLog failing = store.log(effect -> {
            throw timeout();
        });
        assertThatThrownBy(() -> failing.forKey("pay").once("charge", gateway::charge))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(honest().forKey("pay").once("charge", gateway::charge)).isEqualTo("receipt 1 of pay/charge");
        assertThat(asked).hasSize(1);
    }

    @Test
    void takesACallThatThrewForUncertain() {
        assertThatThrownBy(() -> honest().forKey("pay").once("charge", key -> {
                    gateway.charge(key);
                    throw timeout();
                }))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(asked).isEmpty();
        assertThat(honest().forKey("pay").once("charge", gateway::charge)).isEqualTo("receipt 1 of pay/charge");
        assertThat(asked).hasSize(1);
        assertThat(gateway.charges).hasSize(1);
    }

    @Test
    void takesAnAnswerThatTheCodecRefusesForUncertain() {
        EffectCodec<String> broken = EffectCodec.of(
                answer -> {
                    throw new IllegalStateException("cannot write");
                },
                text -> text);
        assertThatThrownBy(() -> honest().forKey("pay").once("charge", broken, gateway::charge))
                .isInstanceOf(IllegalStateException.class);
        assertThat(honest().forKey("pay").once("charge", gateway::charge)).isEqualTo("receipt 1 of pay/charge");
        assertThat(gateway.charges).hasSize(1);
    }

    @Test
    void takesAnAnswerThatTheDatabaseRefusesForUncertain() {
        Effects effects = honest().forKey("pay");
        if (store.kind != DatabaseKind.POSTGRESQL) {
            assertThat(effects.once("charge", key -> gateway.charge(key) + "\u0000"))
                    .endsWith("\u0000");
            return;
        }
        assertThatExceptionOfType(EffectUncertainException.class)
                .isThrownBy(() -> effects.once("charge", key -> gateway.charge(key) + "\u0000"))
                .withMessageContaining("happened, but its answer could not be stored")
                .havingCause();
        store.endLeases();
        assertThat(effects.once("charge", gateway::charge)).isEqualTo("receipt 1 of pay/charge");
        assertThat(gateway.charges).hasSize(1);
    }

    @Test
    void callsAgainAfterARejection() {
        EffectRejectedException refused = new EffectRejectedException("The gateway is closed.");
        assertThatThrownBy(() -> store.log().forKey("pay", "hash 1").once("charge", key -> {
                    throw refused;
                }))
                .isSameAs(refused);
        assertThat(store.count("1 = 1")).isZero();
        assertThat(store.log().forKey("pay", "hash 2").once("charge", gateway::charge))
                .isEqualTo("receipt 1 of pay/charge");
    }

    @Test
    void keepsTheAnswerThatWasStoredFirst() {
        String late = store.log().forKey("pay").once("charge", key -> {
            store.endLeases();
            assertThat(saying(new EffectFinding.DidNotHappen()).forKey("pay").once("charge", again -> "first"))
                    .isEqualTo("first");
            return "late";
        });
        assertThat(late).isEqualTo("first");
        assertThat(store.log().forKey("pay").once("charge", gateway::charge)).isEqualTo("first");
    }

    @Test
    void keepsALateAnswerThatNobodyElseHas() {
        String late = store.log().forKey("pay").once("charge", key -> {
            store.endLeases();
            assertThatExceptionOfType(EffectUncertainException.class)
                    .isThrownBy(() -> saying(new EffectFinding.StillUnknown())
                            .forKey("pay")
                            .once("charge", gateway::charge));
            return "late";
        });
        assertThat(late).isEqualTo("late");
        assertThat(store.log().forKey("pay").once("charge", gateway::charge)).isEqualTo("late");
        assertThat(gateway.charges).isEmpty();
    }

    @Test
    void keepsALateAnswerAfterAnotherWasRejected() {
        String late = store.log().forKey("pay").once("charge", key -> {
            store.endLeases();
            EffectLog wrong = saying(new EffectFinding.DidNotHappen());
            assertThatExceptionOfType(EffectRejectedException.class)
                    .isThrownBy(() -> wrong.forKey("pay").once("charge", again -> {
                        throw new EffectRejectedException("It is being carried out.");
                    }));
            return "late";
        });
        assertThat(late).isEqualTo("late");
        assertThat(store.log().forKey("pay").once("charge", gateway::charge)).isEqualTo("late");
    }

    @Test
    void doesNotOverwriteWhoHasTakenOver() {
        // The hook of the second call is under way when the first call ends.
        Effects first = store.log().forKey("pay");
        assertThat(takeOverTwice(first)).isEqualTo("of the hook");
        assertThat(store.log().forKey("pay").once("charge", gateway::charge)).isEqualTo("of the hook");
        assertThat(gateway.charges).isEmpty();
    }

    private String takeOverTwice(Effects first) {
        List<String> second = new ArrayList<>();
        assertThatExceptionOfType(EffectInFlightException.class)
                .isThrownBy(() -> first.once("charge", key -> {
                    store.execute("update headroom_effect set owner = 'second', lease_until = lease_until + 60000");
                    second.add("begun");
                    return "late";
                }));
        assertThat(second).containsExactly("begun");
        assertThat(store.count("owner = 'second' and finished_at is null")).isEqualTo(1);
        store.endLeases();
        store.endLeases();
        return String.valueOf(
                saying(new EffectFinding.Happened("of the hook")).forKey("pay").once("charge", gateway::charge));
    }

    @Test
    void doesNotCallIfTheHookTookTooLong() {
        beginAndDie();
        store.endLeases();
        EffectLog slow = store.log(effect -> {
            store.endLeases();
            saying(new EffectFinding.Happened("faster")).forKey("pay").once("charge", gateway::charge);
            return new EffectFinding.DidNotHappen();
        });
        assertThatExceptionOfType(EffectInFlightException.class)
                .isThrownBy(() -> slow.forKey("pay").once("charge", gateway::charge));
        assertThat(slow.forKey("pay").once("charge", gateway::charge)).isEqualTo("faster");
        assertThat(gateway.charges).isEmpty();
    }

    @Test
    void doesNotCallIfAnotherAsksTheHookMeanwhile() {
        beginAndDie();
        store.endLeases();
        EffectLog slow = store.log(effect -> {
            store.execute("update headroom_effect set owner = 'second', lease_until = lease_until + 60000");
            return new EffectFinding.DidNotHappen();
        });
        assertThatExceptionOfType(EffectInFlightException.class)
                .isThrownBy(() -> slow.forKey("pay").once("charge", gateway::charge));
        assertThat(store.count("owner = 'second' and finished_at is null")).isEqualTo(1);
        assertThat(gateway.charges).isEmpty();
    }

    @Test
    void givesTheCallAfterTheHookAWholeLease() {
        beginAndDie();
        store.endLeases();
        EffectLog slow = store.log(effect -> {
            store.clock.advance(EffectStore.LEASE.minusMillis(1));
            return new EffectFinding.DidNotHappen();
        });
        slow.forKey("pay").once("charge", key -> {
            store.clock.advance(EffectStore.LEASE.minusMillis(1));
            assertThatExceptionOfType(EffectInFlightException.class)
                    .isThrownBy(() -> honest().forKey("pay").once("charge", gateway::charge));
            return gateway.charge(key);
        });
        assertThat(gateway.charges).hasSize(1);
    }
}
