package dev.headroom.retry.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That a mark tells whether its transaction was committed, and nothing while that is open. */
@EachDatabase
class CommitMarkTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    @Parameter
    EffectStore store;

    @BeforeEach
    void clear() {
        store.clear();
    }

    @Test
    void tellsHowATransactionEnded() {
        EffectLog log = store.log();
        for (int i = 0; i < 2; i++) {
            assertThat(log.wasCommitted("token", SHORT)).isFalse();
        }
        try (EntityManager em = store.entityManagers.createEntityManager()) {
            em.getTransaction().begin();
            log.mark(em, "token");
            em.getTransaction().rollback();
            assertThat(log.wasCommitted("token", SHORT)).isFalse();
            em.getTransaction().begin();
            log.mark(em, "token");
            em.getTransaction().commit();
        }
        for (int i = 0; i < 2; i++) {
            assertThat(log.wasCommitted("token", SHORT)).isTrue();
            assertThat(log.wasCommitted("other", SHORT)).isFalse();
        }
    }

    @Test
    void doesNotTellBeforeTheTransactionHasEnded() {
        EffectLog log = store.log();
        try (EntityManager em = store.entityManagers.createEntityManager()) {
            em.getTransaction().begin();
            log.mark(em, "token");
            assertThatThrownBy(() -> log.wasCommitted("token", SHORT)).isInstanceOf(PersistenceException.class);
            em.getTransaction().commit();
        }
        assertThat(log.wasCommitted("token", SHORT)).isTrue();
    }

    @Test
    void isPrunedAndDoesNotGetInTheWayOfEffects() {
        EffectLog log = store.log();
        store.entityManagers.runInTransaction(em -> log.mark(em, "token"));
        assertThat(log.forKey("token").once("commit", key -> "answer")).isEqualTo("answer");
        store.clock.advance(Duration.ofMillis(1));
        assertThat(log.prune(Duration.ZERO)).isEqualTo(2);
        assertThat(log.wasCommitted("token", SHORT)).isFalse();
    }
}
