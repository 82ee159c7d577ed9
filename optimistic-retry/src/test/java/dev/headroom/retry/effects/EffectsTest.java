package dev.headroom.retry.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headroom.retry.exception.InsideTransactionException;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Effects that end well, and what is refused before anything is called. */
@EachDatabase
class EffectsTest {

    @Parameter
    EffectStore store;

    private final Gateway gateway = new Gateway();

    @BeforeEach
    void clear() {
        store.clear();
    }

    @Test
    void callsOnceAndReplaysTheAnswerAfterARestart() {
        String receipt = store.log().forKey("payment-4711").once("charge", gateway::charge);
        assertThat(receipt).isEqualTo("receipt 1 of payment-4711/charge");
        assertThat(store.log().forKey("payment-4711").once("charge", gateway::charge))
                .isEqualTo(receipt);
        store.endLeases();
        assertThat(store.log().forKey("payment-4711").once("charge", gateway::charge))
                .isEqualTo(receipt);
        assertThat(gateway.charges).containsExactly("payment-4711/charge");
    }

    @Test
    void tellsKeysAndNamesApart() {
        List<String> keys = List.of("a", "A", "a ", "ä", "\ud83d\udcb6", "a/charge", "k".repeat(200));
        for (String key : keys) {
            store.log().forKey(key).once("charge", gateway::charge);
            store.log().forKey(key).once("n".repeat(50), gateway::charge);
        }
        assertThat(gateway.charges).hasSize(2 * keys.size()).doesNotHaveDuplicates();
        assertThat(store.count("effect_key like 'a/%'")).isEqualTo(4);
    }

    @Test
    void storesAnswersOfAnyLengthAndNone() {
        String large = "\u20ac'\n".repeat(100_000);
        assertThat(store.log().forKey("large").once("write", key -> large)).isEqualTo(large);
        assertThat(store.log().forKey("large").once("write", gateway::charge)).isEqualTo(large);
        assertThat(store.log().forKey("none").once("write", key -> null)).isNull();
        assertThat(store.log().forKey("none").once("write", gateway::charge)).isNull();
        assertThat(gateway.charges).isEmpty();
    }

    @Test
    void storesAnswersOfAnyType() {
        EffectCodec<BigDecimal> codec = EffectCodec.of(BigDecimal::toString, BigDecimal::new);
        Effects effects = store.log().forKey("typed");
        BigDecimal answer = new BigDecimal("12.50");
        assertThat(effects.once("pay", codec, key -> answer)).isSameAs(answer);
        assertThat(effects.once("pay", codec, key -> BigDecimal.ZERO)).isEqualTo(answer);
        assertThat(effects.<BigDecimal>once("nothing", codec, key -> null)).isNull();
        assertThat(effects.once("nothing", codec, key -> BigDecimal.ZERO)).isNull();
    }

    @Test
    void borrowsNoConnectionWhileTheEffectRuns() {
        List<Integer> borrowed = new ArrayList<>();
        UncertainEffects hook = effect -> {
            borrowed.add(store.connections.now());
            return new EffectFinding.DidNotHappen();
        };
        store.log().forKey("first").once("charge", key -> {
            borrowed.add(store.connections.now());
            store.endLeases();
            return store.log(hook).forKey("first").once("charge", again -> {
                borrowed.add(store.connections.now());
                return gateway.charge(again);
            });
        });
        store.entityManagers.runInTransaction(em -> {
            store.log().mark(em, "some-token");
            borrowed.add(store.connections.now());
        });
        assertThat(borrowed).containsExactly(0, 0, 0, 1);
        assertThat(store.connections.now()).isZero();
    }

    @Test
    void sendsFewStatements() {
        store.log().forKey("sent").once("charge", gateway::charge);
        assertThat(store.statements.statements())
                .extracting(statement -> statement.sql().substring(0, 6))
                .containsExactly("select", "insert", "update");
        store.statements.clear();
        store.log().forKey("sent").once("charge", gateway::charge);
        assertThat(store.statements.statements())
                .extracting(statement -> statement.sql().substring(0, 6))
                .containsExactly("select");
    }

    @Test
    void refusesToRunInATransaction() {
        EffectLog inside = store.builder().insideTransaction(() -> true).build();
        assertThatExceptionOfType(InsideTransactionException.class)
                .isThrownBy(() -> inside.forKey("inside").once("charge", gateway::charge))
                .withMessageContaining("once(\"charge\")");
        assertThatExceptionOfType(InsideTransactionException.class).isThrownBy(() -> inside.prune(Duration.ZERO));
        EffectLog shared = store.log();
        assertThatExceptionOfType(InsideTransactionException.class)
                .isThrownBy(() -> shared.transactions().run(em -> inTransaction(shared, em)));
        assertThat(gateway.charges).isEmpty();
        assertThat(store.count("1 = 1")).isZero();
    }

    private boolean inTransaction(EffectLog log, EntityManager entityManager) {
        assertThat(entityManager.getTransaction().isActive()).isTrue();
        return log.forKey("inside").once("charge", gateway::charge) == null;
    }

    @Test
    void refusesAKeyOfAnotherRequest() {
        store.log().forKey("order", "hash 1").once("charge", gateway::charge);
        assertThatExceptionOfType(EffectKeyReusedException.class)
                .isThrownBy(() -> store.log().forKey("order", "hash 2").once("charge", gateway::charge))
                .withMessageContaining("\"charge\"")
                .withMessageNotContaining("order")
                .satisfies(reused -> assertThat(reused.idempotencyKey()).isEqualTo("order/charge"));
        store.log().forKey("order", "hash 1").once("charge", gateway::charge);
        store.log().forKey("order").once("charge", gateway::charge);
        assertThat(gateway.charges).hasSize(1);
    }

    @Test
    void refusesAKeyOfAnotherRequestInFlight() {
        store.log().forKey("order", "hash 1").once("charge", key -> {
            assertThatExceptionOfType(EffectKeyReusedException.class)
                    .isThrownBy(() -> store.log().forKey("order", "hash 2").once("charge", gateway::charge));
            return gateway.charge(key);
        });
        assertThat(gateway.charges).hasSize(1);
    }

    @Test
    void refusesTextsThatDatabasesDoNotKeepAsTheyAre() {
        EffectLog log = store.log();
        for (String text : List.of("", " ", "x".repeat(201), "a\u0000", "a\n", "\ud83d")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.forKey(text))
                    .withMessageContaining("The key of an effect");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.forKey("key").once(text, gateway::charge))
                    .withMessageContaining("The name of an effect");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.forKey("key", text + text))
                    .withMessageContaining("The fingerprint of an effect");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.forKey("key").once("a/b", gateway::charge))
                .withMessageContaining("slash");
        assertThatIllegalArgumentException().isThrownBy(() -> store.builder().lease(Duration.ofNanos(999_999)));
        assertThatIllegalArgumentException().isThrownBy(() -> log.prune(Duration.ofMillis(-1)));
        assertThat(store.statements.count()).isZero();
    }

    @Test
    void prunesWhatEndedLongAgo() {
        for (int i = 0; i < 1_001; i++) {
            store.execute("insert into headroom_effect (effect_key, owner, lease_until, finished_at) values ('old-" + i
                    + "/x', 'o', 0, " + store.clock.millis() + ")");
        }
        store.execute("insert into headroom_effect (effect_key, owner, lease_until) values ('uncertain/x', 'o', 0)");
        store.clock.advance(Duration.ofDays(1));
        store.log().forKey("new").once("charge", gateway::charge);

        assertThat(store.log().prune(Duration.ofDays(1))).isZero();
        store.clock.advance(Duration.ofMillis(1));
        assertThat(store.log().prune(Duration.ofDays(1))).isEqualTo(1_001);
        assertThat(store.statements.statements())
                .filteredOn(statement -> statement.sql().startsWith("delete"))
                .hasSize(3);
        assertThat(store.count("effect_key in ('new/charge', 'uncertain/x')")).isEqualTo(2);
        assertThat(store.count("1 = 1")).isEqualTo(2);
    }
}
