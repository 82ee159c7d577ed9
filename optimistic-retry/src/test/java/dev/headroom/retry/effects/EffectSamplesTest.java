package dev.headroom.retry.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** The sample of {@link EffectLog}, after a first call of which nobody knows. */
@EachDatabase
class EffectSamplesTest {

    @Parameter
    EffectStore store;

    /** Notices no repeated keys. */
    private static final class CardGateway {

        private final List<String> charges = new ArrayList<>();

        String charge(String key, int amount) {
            charges.add(key + " " + amount);
            return "receipt " + charges.size();
        }

        Optional<String> findCharge(String key) {
            return charges.stream().filter((key + " 25")::equals).findFirst().map(charge -> "receipt 1");
        }
    }

    @Test
    void findsWhatHappened() {
        CardGateway gateway = new CardGateway();
        int amount = 25;
        assertThatThrownBy(() -> store.log().forKey("payment-4711").once("charge", key -> {
                    gateway.charge(key, amount);
                    throw new IllegalStateException("no answer");
                }))
                .isInstanceOf(IllegalStateException.class);
        EntityManagerFactory entityManagerFactory = store.entityManagers;

        EffectLog effects = EffectLog.of(entityManagerFactory)
                .onUncertain(effect -> EffectFinding.of(gateway.findCharge(effect.idempotencyKey())))
                .build();
        String receipt = effects.forKey("payment-4711").once("charge", key -> gateway.charge(key, amount));

        assertThat(receipt).isEqualTo("receipt 1");
        assertThat(gateway.charges).containsExactly("payment-4711/charge 25");
    }
}
