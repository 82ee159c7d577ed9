package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction wrote, if it is committed.
 *
 * @param mark by which that can be proven; null if it cannot
 */
record Written(Outcome.Updated outcome, @Nullable String mark) {

    /**
     * @param proofs null if there are none
     */
    static Written marked(@Nullable EffectLog proofs, EntityManager entityManager, Outcome.Updated outcome) {
        if (proofs == null) {
            return new Written(outcome, null);
        }
        String mark = UUID.randomUUID().toString();
        proofs.mark(entityManager, mark);
        return new Written(outcome, mark);
    }
}
