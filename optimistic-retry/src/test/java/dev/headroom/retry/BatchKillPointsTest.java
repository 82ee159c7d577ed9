package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Unknown;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.effects.EffectLog;
import dev.headroom.retry.effects.EffectTables;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.FaultMoment;
import dev.headroom.testsupport.FaultRun;
import dev.headroom.testsupport.FaultWalk;
import dev.headroom.testsupport.FaultyDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That the outcome of each row of a batch is true, whichever call to the database fails. */
@EachDatabase
class BatchKillPointsTest {

    private static final RetryPolicy AT_ONCE = RetryPolicy.standard().backoff(Backoff.none());

    /** The commit is the fourth call: the batch is the third, after the reading query and its rollback. */
    private static final int COMMIT = 4;

    @Parameter
    Bank bank;

    private final Map<Object, Outcome> outcomes = new HashMap<>();
    private int unknown;

    @Test
    void tellsTheTruth() {
        walk(List.of(1L, 2L, 3L, 4L), false);

        assertThat(unknown).as("what was committed without an answer").isPositive();
    }

    @Test
    void knowsMoreWithProofs() {
        EffectTables.statements(bank.kind)
                .forEach(sql -> bank.write(em -> em.createNativeQuery(sql).executeUpdate()));
        walk(List.of(11L, 12L, 13L, 14L), true);

        assertThat(unknown).isZero();
    }

    @Test
    void triesLosersAgainWhateverBecomesOfTheCommit() {
        List<Long> ids = List.of(21L, 22L, 23L);
        ids.forEach(bank::account);
        FaultyDataSource faulty = new FaultyDataSource(bank.database.dataSource());
        try (EntityManagerFactory factory = EntityManagerFactories.open(faulty, Account.class, Bank.Booking.class)) {
            faulty.reset();
            faulty.dropAt(COMMIT, FaultMoment.AFTER);
            outcomes.putAll(update(VersionedUpdates.of(factory).policy(AT_ONCE).build(), ids));
        }

        assertThat(outcomes.get(21L)).isInstanceOf(Unknown.class);
        assertThat(outcomes.get(22L)).isEqualTo(new Updated(2, 2, 2, Set.of()));
        assertThat(outcomes.get(23L)).isInstanceOf(Unknown.class);
        assertThat(bank.find(22)).returns(1, account -> account.balance);
    }

    /** The first row looks as if it were written, because another wrote the same of it. */
    @Test
    void takesOneUnwrittenRowAsProofForAll() {
        List<Long> ids = List.of(31L, 33L);
        ids.forEach(bank::account);
        FaultyDataSource faulty = new FaultyDataSource(bank.database.dataSource());
        AtomicInteger borrowed = new AtomicInteger();
        DataSource met = before(3, borrowed, faulty, () -> bank.write(em -> em.find(Account.class, 31L).balance = 7));
        try (EntityManagerFactory factory = EntityManagerFactories.open(met, Account.class, Bank.Booking.class)) {
            faulty.reset();
            faulty.dropAt(COMMIT, FaultMoment.BEFORE);
            borrowed.set(0);
            outcomes.putAll(update(VersionedUpdates.of(factory).policy(AT_ONCE).build(), ids));
        }

        assertThat(outcomes)
                .containsOnly(
                        Map.entry(31L, new Updated(2, 2, 2, Set.of())), Map.entry(33L, new Updated(1, 2, 2, Set.of())));
        assertThat(bank.find(31).balance).isEqualTo(8);
    }

    /** Those are borrowed to read, to write, and to ask what was written. */
    private static DataSource before(int connection, AtomicInteger borrowed, DataSource target, Runnable other) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (method.getName().equals("getConnection") && borrowed.incrementAndGet() == connection) {
                        other.run();
                    }
                    return method.invoke(target, arguments);
                });
    }

    private void walk(List<Long> ids, boolean proven) {
        ids.forEach(bank::account);
        FaultyDataSource faulty = new FaultyDataSource(bank.database.dataSource());
        try (EntityManagerFactory factory = EntityManagerFactories.open(faulty, Account.class, Bank.Booking.class)) {
            VersionedUpdatesBuilder updates = VersionedUpdates.of(factory).policy(AT_ONCE);
            if (proven) {
                updates.proveCommits(EffectLog.of(factory).build());
            }
            int runs = new FaultWalk(faulty, () -> prepare(ids))
                    .forEachCall(() -> outcomes.putAll(update(updates.build(), ids)), run -> check(run, ids));
            assertThat(runs).isGreaterThanOrEqualTo(32);
        }
    }

    private void prepare(List<Long> ids) {
        outcomes.clear();
        bank.write(em -> ids.forEach(id -> {
            Account account = em.find(Account.class, id);
            account.balance = 0;
            account.visits = 0;
        }));
    }

    /** One row meets another once. */
    private Map<Object, Outcome> update(VersionedUpdates updates, List<Long> ids) {
        return updates.updateAll(Account.class, ids).compute((account, patch) -> {
            if (account.visits == 0 && account.id % 10 == 2) {
                bank.write(em -> em.find(Account.class, account.id).visits = 1);
            }
            return patch.add("balance", 1);
        });
    }

    private void check(FaultRun run, List<Long> ids) {
        List<Integer> balances = ids.stream().map(id -> bank.find(id).balance).toList();
        if (run.failure().isPresent()) {
            assertThat(balances)
                    .as("what won together is there, or nothing")
                    .isIn(List.of(0, 0, 0, 0), List.of(1, 0, 1, 1));
            return;
        }
        assertThat(outcomes.values())
                .hasSize(4)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOfAny(Updated.class, Unknown.class));
        assertThat(balances)
                .as("only what was written may look as if it were not")
                .containsOnly(1);
        unknown += (int)
                outcomes.values().stream().filter(Unknown.class::isInstance).count();
    }
}
