package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.testsupport.EachDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * That no update is lost, whatever the order: writers of different attributes, or of the same one, write between the reading and
 * the writing of others. A writer computes others within itself, so that a seed tells the order.
 */
@EachDatabase
class InterleavingsTest {

    private static final int INTERLEAVINGS = 10_000;

    @Parameter
    Bank bank;

    private final long seed = Long.getLong("headroom.seed", 1);
    private final Random random = new Random(seed);
    private final Map<String, Integer> written = new HashMap<>();

    @Test
    void losesNone() {
        bank.account(1);
        VersionedUpdates updates = VersionedUpdates.of(bank.entityManagers)
                .policy(RetryPolicy.standard().attempts(1_000).backoff(Backoff.none()))
                .build();
        while (written.values().stream().mapToInt(count -> count).sum() < INTERLEAVINGS) {
            write(updates, 0);
        }

        Account after = bank.find(1);
        assertThat(Map.of("balance", after.balance, "visits", after.visits, "note", noted(after)))
                .as("seed %s", seed)
                .isEqualTo(written);
        assertThat(after.version)
                .as("seed %s", seed)
                .isEqualTo(written.values().stream().mapToInt(count -> count).sum());
    }

    /** One writer, and those that come in between. */
    private void write(VersionedUpdates updates, int depth) {
        int way = random.nextInt(4);
        VersionedUpdate<Account> update = updates.update(Account.class, 1L);
        VersionedUpdate<Account> rebased =
                random.nextBoolean() ? update.dependsOn(way == 2 ? "note" : "status") : update;
        rebased.compute((account, patch) -> {
            for (int more = depth; more < 3 && random.nextInt(3) == 0; more++) {
                write(updates, depth + 1);
            }
            return switch (way) {
                case 0 -> patch.set("balance", account.balance + 1);
                case 1 -> patch.add("balance", 1);
                case 2 -> patch.set("note", String.valueOf(noted(account) + 1));
                default -> patch.add("visits", 1);
            };
        });
        written.merge(way < 2 ? "balance" : way == 2 ? "note" : "visits", 1, Integer::sum);
    }

    private static int noted(Account account) {
        return account.note == null ? 0 : Integer.parseInt(account.note);
    }
}
