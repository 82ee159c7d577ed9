package dev.headroom.retry.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.headroom.retry.exception.InsideTransactionException;
import dev.headroom.retry.locks.Mails.Mail;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;

@EachDatabase
@Timeout(120)
class RowClaimsTest {

    @Parameter
    Mails mails;

    private RowClaims claims;

    @BeforeEach
    void fill() {
        mails.refill(10);
        claims = RowClaims.using(mails.entityManagers);
    }

    private static Predicate unsent(Root<Mail> mail, CriteriaBuilder criteria) {
        return criteria.equal(mail.get("sent"), 0);
    }

    private static List<Order> byPriority(Root<Mail> mail, CriteriaBuilder criteria) {
        return List.of(criteria.asc(mail.get("priority")));
    }

    private static void send(EntityManager em, List<Mail> rows) {
        rows.forEach(Mail::send);
    }

    /** Claims three in order. */
    private int claimThree(BiConsumer<EntityManager, List<Mail>> work) {
        return claims.claim(Mail.class, RowClaimsTest::unsent, RowClaimsTest::byPriority, 3, work);
    }

    private static List<Integer> ids(List<Mail> rows) {
        return rows.stream().map(mail -> mail.id).toList();
    }

    private List<Integer> sent() {
        return mails.read(em -> em.createQuery("select m.id from Mail m where m.sent = 1 order by m.id", Integer.class)
                .getResultList());
    }

    @Test
    void commitsWhatTheWorkDoes() {
        List<Integer> got = new ArrayList<>();
        assertThat(claimThree((em, rows) -> {
                    got.addAll(ids(rows));
                    send(em, rows);
                }))
                .isEqualTo(3);
        assertThat(got).containsExactly(9, 8, 7);
        assertThat(sent()).containsExactly(7, 8, 9);
        assertThat(claims.claim(Mail.class, RowClaimsTest::unsent, 100, RowClaimsTest::send))
                .isEqualTo(7);
        assertThat(claims.claim(Mail.class, RowClaimsTest::unsent, 100, (em, rows) -> {
                    throw new AssertionError("no rows, no work");
                }))
                .isZero();
    }

    @Test
    void sendsWhatItSays() {
        claimThree((em, rows) -> {});
        if (mails.kind == DatabaseKind.POSTGRESQL) {
            assertThat(mails.sql())
                    .isEqualTo("from Mail m1_0 where m1_0.sent=? order by m1_0.priority fetch first ? rows only"
                            + " for no key update of m1_0 skip locked");
        } else {
            String limit = mails.kind == DatabaseKind.H2 ? "fetch first ? rows only" : "limit ?";
            assertThat(mails.sql())
                    .isEqualTo("from Mail m1_0 where m1_0.sent=? order by m1_0.priority " + limit
                            + "; from Mail m1_0 where m1_0.id in (?,?,?) and m1_0.sent=? order by m1_0.priority"
                            + " for update skip locked");
        }
    }

    @Test
    void givesConcurrentClaimersDifferentRows() {
        claimThree((em, first) -> {
            assertThat(ids(first)).containsExactly(9, 8, 7);
            int others = elsewhere(() -> claimThree((otherEm, second) -> {
                assertThat(ids(second)).containsExactly(6, 5, 4);
                send(otherEm, second);
            }));
            assertThat(others).isEqualTo(3);
            send(em, first);
        });
        assertThat(sent()).containsExactly(4, 5, 6, 7, 8, 9);
    }

    @Test
    void locksNoOtherRows() {
        claimThree((em, rows) -> {
            List<Mail> free = elsewhere(() -> mails.read(other -> LockWait.skipLocked()
                    .lock(other.createQuery("select m from Mail m order by m.id", Mail.class))
                    .getResultList()));
            assertThat(ids(free)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        });
    }

    @Test
    void claimsEachRowOnceInManyThreads() {
        mails.refill(1_000);
        List<CompletableFuture<Integer>> workers = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            workers.add(start(() -> {
                int sum = 0;
                int claimed = 1;
                while (claimed > 0) {
                    claimed = claims.claim(
                            Mail.class,
                            RowClaimsTest::unsent,
                            RowClaimsTest::byPriority,
                            7,
                            RowClaimsTest::sendInOneStatement);
                    sum += claimed;
                }
                return sum;
            }));
        }
        assertThat(workers.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(1_000);
        assertThat(sent()).hasSize(1_000);
    }

    /** Without a version that would tell of a row that two have claimed. */
    private static void sendInOneStatement(EntityManager em, List<Mail> rows) {
        em.createQuery("update Mail m set m.sent = m.sent + 1 where m.id in :ids")
                .setParameter("ids", ids(rows))
                .executeUpdate();
    }

    @Test
    void leavesOutWhatIsLockedOrDoneSinceItLooked() {
        assumeThat(mails.kind).as("looks before it locks").isNotEqualTo(DatabaseKind.POSTGRESQL);
        AtomicInteger calls = new AtomicInteger();
        int claimed = claims.claim(
                Mail.class,
                (mail, criteria) -> {
                    if (calls.incrementAndGet() == 2) {
                        elsewhere(() -> claims.claim(
                                Mail.class, RowClaimsTest::unsent, RowClaimsTest::byPriority, 2, RowClaimsTest::send));
                    }
                    return unsent(mail, criteria);
                },
                RowClaimsTest::byPriority,
                3,
                (em, rows) -> assertThat(ids(rows)).containsExactly(7, 6, 5));
        assertThat(claimed).isEqualTo(3);
        assertThat(calls).hasValue(4);
    }

    @Test
    void freesTheRowsWhenTheWorkThrows() {
        IllegalStateException broken = new IllegalStateException("broken");
        assertThatThrownBy(() -> claimThree((em, rows) -> {
                    send(em, rows);
                    em.flush();
                    throw broken;
                }))
                .isSameAs(broken);
        assertThat(sent()).isEmpty();
        claimThree((em, rows) -> assertThat(ids(rows)).containsExactly(9, 8, 7));
    }

    @Test
    void refusesToRunInsideATransaction() {
        assertThatThrownBy(() -> claimThree((em, rows) -> claimThree(RowClaimsTest::send)))
                .isInstanceOf(InsideTransactionException.class)
                .hasMessageContaining("RowClaims.claim(Mail)");
        RowClaims inside = RowClaims.using(mails.entityManagers, () -> true);
        assertThatThrownBy(() -> inside.claim(Mail.class, RowClaimsTest::unsent, 3, RowClaimsTest::send))
                .isInstanceOf(InsideTransactionException.class);
        assertThat(sent()).isEmpty();
    }

    @Test
    void holdsAPermitWhileItLocks() {
        LockLimit limit = LockLimit.perKey("claims", 1);
        claims = claims.limit(limit);
        claimThree((em, rows) -> {
            assertThat(limit.available(Mail.class)).isZero();
            mails.statements.clear();
            assertThatThrownBy(() -> elsewhere(() -> claimThree(RowClaimsTest::send)))
                    .hasCauseInstanceOf(LockLimitException.class);
            assertThat(mails.statements.count()).isZero();
        });
        assertThat(limit.keys()).isZero();
    }

    @Test
    void refusesSenselessNumbers() {
        assertThatThrownBy(() -> claims.claim(Mail.class, RowClaimsTest::unsent, 0, RowClaimsTest::send))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RowClaims.claim(Mail) of 0 rows");
    }

    private static <T> T elsewhere(Supplier<T> work) {
        return start(work).orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** In a thread of its own: the common pool has one on small machines. */
    private static <T> CompletableFuture<T> start(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        return result.completeAsync(work, task -> new Thread(task).start());
    }
}
