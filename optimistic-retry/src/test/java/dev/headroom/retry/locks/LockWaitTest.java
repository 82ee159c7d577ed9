package dev.headroom.retry.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headroom.retry.internal.SqlFailure;
import dev.headroom.retry.locks.Mails.Mail;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;

/** What Hibernate sends for each kind of wait, and what the databases do then. */
@EachDatabase
@Timeout(60)
class LockWaitTest {

    @Parameter
    Mails mails;

    @BeforeEach
    void fill() {
        mails.refill(3);
    }

    @Test
    void sendsWhatItSays() {
        String lock = mails.kind == DatabaseKind.POSTGRESQL ? " for no key update of m1_0" : " for update";
        String find = "from Mail m1_0 where m1_0.id=?" + lock;
        assertThat(sent(LockWait.noWait())).isEqualTo(find + " nowait");
        assertThat(sent(LockWait.skipLocked())).isEqualTo(find + " skip locked");
        assertThat(sent(LockWait.atMost(Duration.ofMillis(1_600))))
                .isEqualTo(
                        mails.kind == DatabaseKind.POSTGRESQL
                                ? "select current_setting('lock_timeout', true); set local lock_timeout = 1600; " + find
                                        + "; set local lock_timeout = 0"
                                : find + " wait 2");
    }

    /** By the id, and by a query, which send the same. */
    private String sent(LockWait wait) {
        mails.statements.clear();
        mails.write(em -> find(em, 0, wait));
        String sql = mails.sql();
        mails.statements.clear();
        mails.write(em -> assertThat(wait.lock(byId(em, 0)).getResultList()).hasSize(1));
        assertThat(mails.sql()).isEqualTo(sql);
        return sql;
    }

    private static Mail find(EntityManager em, int id, LockWait wait) {
        return em.find(Mail.class, id, LockModeType.PESSIMISTIC_WRITE, wait.timeout());
    }

    private static TypedQuery<Mail> byId(EntityManager em, int id) {
        return em.createQuery("select m from Mail m where m.id = :id", Mail.class)
                .setParameter("id", id);
    }

    @Test
    void failsWithoutALock() {
        whileLocked(0, () -> {
            assertFails(em -> find(em, 0, LockWait.noWait()));
            assertFails(em -> LockWait.noWait().lock(byId(em, 0)).getResultList());
            assertFails(em -> find(em, 0, LockWait.atMost(Duration.ofMillis(100))));
            assertFails(em ->
                    LockWait.atMost(Duration.ofMillis(100)).lock(byId(em, 0)).getResultList());
        });
        mails.write(em -> assertThat(find(em, 0, LockWait.noWait())).isNotNull());
    }

    private void assertFails(Consumer<EntityManager> work) {
        Throwable failure = catchThrowable(() -> mails.write(work));
        assertThat(failure).isNotNull();
        assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.CONTENTION);
    }

    @Test
    void leavesOutLockedRows() {
        whileLocked(
                1,
                () -> mails.write(em -> {
                    assertThat(find(em, 1, LockWait.skipLocked())).isNull();
                    TypedQuery<Mail> all = em.createQuery("select m from Mail m order by m.id", Mail.class);
                    assertThat(LockWait.skipLocked().lock(all).getResultList())
                            .extracting(mail -> mail.id)
                            .isEqualTo(List.of(0, 2));
                }));
    }

    @Test
    void waitsForTheOther() {
        CompletableFuture<Integer> waiter = new CompletableFuture<>();
        mails.write(em -> {
            em.find(Mail.class, 0, LockModeType.PESSIMISTIC_WRITE).sent = 1;
            em.flush();
            CompletableFuture<Integer> unused = waiter.completeAsync(() ->
                    mails.read(other -> find(other, 0, LockWait.atMost(Duration.ofSeconds(30))).sent));
            while (!waiter.isDone() && waitingTransactions() == 0) {
                Thread.onSpinWait();
            }
            assertThat(waiter).isNotDone();
        });
        assertThat(waiter).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1);
    }

    private long waitingTransactions() {
        String waiting = switch (mails.kind) {
            case POSTGRESQL -> "pg_locks where not granted";
            case H2 -> "information_schema.sessions where blocker_id is not null";
            // Not innodb_trx, which is not brought up to date while it is asked again and again.
            case MARIADB ->
                "information_schema.processlist where info like '%m1_0%for update wait%'"
                        + " and id <> connection_id()";
        };
        return mails.read(em -> ((Number)
                        em.createNativeQuery("select count(*) from " + waiting).getSingleResult())
                .longValue());
    }

    @Test
    void refusesToSkipWhatItCannotLock() {
        assertThatThrownBy(() -> mails.write(em -> LockWait.skipLocked()
                        .lock(em.createQuery("select distinct m from Mail m", Mail.class))
                        .getResultList()))
                .hasStackTraceContaining("Locking with DISTINCT is not supported");
    }

    @Test
    void refusesSenselessTimes() {
        for (Duration wait : List.of(
                Duration.ZERO,
                Duration.ofNanos(999_999),
                Duration.ofMillis(-1),
                Duration.ofMillis(1L + Integer.MAX_VALUE))) {
            assertThatThrownBy(() -> LockWait.atMost(wait))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wait.toString())
                    .hasMessageContaining("noWait()");
        }
        assertThat(LockWait.atMost(Duration.ofMillis(Integer.MAX_VALUE))
                        .timeout()
                        .milliseconds())
                .isEqualTo(Integer.MAX_VALUE);
    }

    private void whileLocked(int id, Runnable work) {
        mails.write(em -> {
            em.find(Mail.class, id, LockModeType.PESSIMISTIC_WRITE);
            work.run();
        });
    }
}
