package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction wrote, if it is committed.
 *
 * @param attributes those that it wrote
 * @param mark by which that can be proven; null if it cannot
 */
record Written(
        Outcome.Updated outcome,
        Supplier<Set<String>> attributes,
        @Nullable String mark) {

    /** The same with a mark in the transaction. */
    Written marked(CommitProofs proofs, EntityManager entityManager) {
        return new Written(outcome, attributes, mark(proofs, entityManager));
    }

    /** Puts a mark into the transaction. */
    static String mark(CommitProofs proofs, EntityManager entityManager) {
        String newMark = UUID.randomUUID().toString();
        proofs.mark(entityManager, newMark);
        return newMark;
    }
}
