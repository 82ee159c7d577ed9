package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.testsupport.EachDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That a batch does to each row what an update of that row alone does, whatever the patches are and others do. */
@EachDatabase
class BatchesAsSinglesTest {

    private static final int ROWS = 130;
    private static final RetryPolicy THREE_TIMES =
            RetryPolicy.standard().attempts(3).backoff(Backoff.none());

    @Parameter
    Bank bank;

    @Test
    void comesToTheSame() {
        Set<Class<?>> kinds = new HashSet<>();
        for (long seed = 1; seed <= 5; seed++) {
            boolean rebases = seed % 2 == 0;
            Map<Long, Outcome> together = together(seed, 20_000 * seed, rebases);
            Map<Long, Outcome> single = oneByOne(seed, 20_000 * seed + 10_000, rebases);

            assertThat(together).as("outcomes of seed " + seed).isEqualTo(single);
            assertThat(rows(20_000 * seed))
                    .as("rows of seed " + seed)
                    .isEqualTo(rows(20_000 * seed + 10_000))
                    .hasSizeLessThan(ROWS);
            together.values().forEach(outcome -> kinds.add(outcome.getClass()));
        }
        assertThat(kinds)
                .contains(Outcome.Updated.class, Outcome.Unchanged.class, Outcome.Gone.class, Outcome.Exhausted.class);
    }

    private Map<Long, Outcome> together(long seed, long from, boolean rebases) {
        List<Long> ids = accounts(from);
        VersionedBatch<Account> batch =
                bank.updates().updateAll(Account.class, ids).policy(THREE_TIMES);
        Map<Long, Outcome> outcomes = new LinkedHashMap<>();
        (rebases ? batch.dependsOn("visits") : batch)
                .compute(function(seed, from))
                .forEach((id, outcome) -> outcomes.put((Long) id - from, outcome));
        return outcomes;
    }

    private Map<Long, Outcome> oneByOne(long seed, long from, boolean rebases) {
        Map<Long, Outcome> outcomes = new LinkedHashMap<>();
        BiFunction<Account, Patch<Account>, Patch<Account>> function = function(seed, from);
        for (long id : accounts(from)) {
            VersionedUpdate<Account> update =
                    bank.updates().update(Account.class, id).policy(THREE_TIMES);
            outcomes.put(id - from, (rebases ? update.dependsOn("visits") : update).compute(function));
        }
        return outcomes;
    }

    private List<Long> accounts(long from) {
        List<Long> ids = LongStream.range(from, from + ROWS).boxed().toList();
        ids.stream().filter(id -> (id - from) % 17 != 5).forEach(bank::account);
        return ids;
    }

    /** The same for the same seed and row, each time that it is computed. */
    private BiFunction<Account, Patch<Account>, Patch<Account>> function(long seed, long from) {
        Map<Long, Integer> computations = new LinkedHashMap<>();
        return (account, patch) -> {
            int time = computations.merge(account.id, 1, Integer::sum);
            SplittableRandom random = new SplittableRandom(1_000_003 * seed + 10 * (account.id - from) + time);
            if (random.nextInt(4) == 0 || account.id % 10 == 9) {
                disturb(account.id, random);
            }
            return random(patch, account, random);
        };
    }

    private void disturb(long id, RandomGenerator random) {
        String change = switch (random.nextInt(5)) {
            case 0 -> "delete from Account where id = ";
            case 1 -> "update Account set version = version + 1, visits = visits + 1 where id = ";
            case 2 -> "update Account set version = version + 1, note = 'another' where id = ";
            default -> "update Account set version = version + 1 where id = ";
        };
        bank.write(em -> em.createNativeQuery(change + id).executeUpdate());
    }

    private static Patch<Account> random(Patch<Account> patch, Account account, RandomGenerator random) {
        return switch (random.nextInt(9)) {
            case 0 -> patch;
            case 1 -> patch.delete();
            case 2 -> patch.forceIncrement();
            case 3 -> patch.set("note", random.nextBoolean() ? null : "note " + random.nextInt());
            case 4 -> patch.set("status", Bank.Status.CLOSED).ifUnchanged("note");
            case 5 -> patch.set("address", new Bank.Address("city " + random.nextInt(), null));
            case 6 ->
                patch.add("balance", 1)
                        .then(em -> em.createQuery("delete Booking b where b.id = -1")
                                .executeUpdate());
            default -> patch.add("balance", random.nextInt(100)).set("visits", account.visits + 1);
        };
    }

    private Map<Long, List<@Nullable Object>> rows(long from) {
        List<Account> accounts =
                bank.read(em -> em.createQuery("from Account where id >= :from and id < :to order by id", Account.class)
                        .setParameter("from", from)
                        .setParameter("to", from + ROWS)
                        .getResultList());
        Map<Long, List<@Nullable Object>> rows = new LinkedHashMap<>();
        for (Account one : accounts) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(one.version);
            row.add(one.balance);
            row.add(one.visits);
            row.add(one.status);
            row.add(one.note);
            row.add(one.address);
            rows.put(one.id - from, row);
        }
        return rows;
    }
}
