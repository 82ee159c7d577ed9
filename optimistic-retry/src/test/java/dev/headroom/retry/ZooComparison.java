package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.testsupport.zoo.AnimalStore;
import dev.headroom.testsupport.zoo.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Does the same to the rows of an animal by updates and through an entity manager, and compares the tables. All steps are done one
 * after the other first; where a group of them ends in a difference, each of it is done on fresh rows, which takes longer.
 */
final class ZooComparison {

    private final AnimalStore store;
    private final Verdict verdict;
    private final VersionedUpdates updates;

    ZooComparison(AnimalStore store, Verdict verdict) throws SQLException {
        this.store = store;
        this.verdict = verdict;
        VersionedUpdatesBuilder builder = VersionedUpdates.of(store.entityManagerFactory())
                .policy(RetryPolicy.standard().attempts(2).backoff(Backoff.none()));
        boolean isFiltered = ZooChange.persister(store).hasFilterForLoadByKey();
        this.updates = (isFiltered ? builder.prepare(store.animal()::open) : builder).build();
    }

    void run() throws Exception {
        try {
            updates.update(store.animal().root(), 1);
        } catch (InvalidUpdateException refusal) {
            verdict.refused("", refusal);
            return;
        }
        List<List<ZooStep>> groups = ZooSteps.of(store);
        checkHidden();
        while (!groups.isEmpty()) {
            int same = new ZooGroups(store, updates, verdict).countOfSame(groups);
            if (same < groups.size()) {
                for (ZooStep step : groups.get(same)) {
                    store.refill();
                    check(step);
                }
                store.refill();
            }
            groups = groups.subList(Math.min(same + 1, groups.size()), groups.size());
        }
    }

    /** What an entity manager does not find, updates do not find either. */
    private void checkHidden() throws SQLException {
        List<Object> ids = ZooSteps.hiddenIds(store);
        if (ids.isEmpty()) {
            return;
        }
        ZooContent content = new ZooContent(store);
        SortedMap<String, List<String>> before = read(content);
        for (Object id : ids) {
            assertThat(updates.update(store.animal().root(), id)
                            .compute(
                                    (entity, patch) -> patch.ifUnchanged("none").delete()))
                    .as("deletion of %s, which is hidden", id)
                    .isEqualTo(new Outcome.Gone());
            assertThat(updates.updateAll(store.animal().root(), List.of(id))
                            .compute(
                                    (entity, patch) -> patch.ifUnchanged("none").delete()))
                    .isEqualTo(Map.of(id, new Outcome.Gone()));
        }
        assertThat(read(content)).isEqualTo(before);
    }

    private SortedMap<String, List<String>> read(ZooContent content) throws SQLException {
        try (Connection connection = store.statements().getConnection()) {
            return content.read(connection);
        }
    }

    private void check(ZooStep step) throws SQLException {
        ZooContent content = new ZooContent(store);
        ZooRows rows = new ZooRows(ZooChange.persister(store), read(content));
        Optional<Set<String>> named = store.inTransaction(em -> Optional.ofNullable(step.named(em)));
        SortedMap<String, List<String>> beside = rehearsed(content, step::besideRefusal);
        RuntimeException[] failure = new RuntimeException[1];
        SortedMap<String, List<String>> expected = rehearsed(
                content, transactions -> failure[0] = ZooGroups.failure(() -> step.throughEntityManager(transactions)));
        try {
            Outcome outcome = step.byUpdates(updates);
            SortedMap<String, List<String>> after = read(content);
            if (failure[0] != null && !step.isOneStatement()) {
                throw new AssertionError(step + " fails through an entity manager only", failure[0]);
            }
            // what one statement of ours does not write is what failed
            SortedMap<String, List<String>> made = failure[0] == null ? expected : after;
            assertThat(after)
                    .as("%s: %s", step, outcome)
                    .isEqualTo(
                            named.map(names -> step.isOneStatement() ? rows.only(names, made) : rows.kept(names, made))
                                    .orElse(made));
            verdict.served();
        } catch (InvalidUpdateException refusal) {
            assertThat(read(content)).as("%s was refused", step).isEqualTo(beside);
            if (failure[0] == null && step.mayBeRefused()) {
                verdict.refused(step.toString(), refusal);
            }
        } catch (RuntimeException same) {
            if (failure[0] == null) {
                throw new AssertionError(step + " fails by updates only", same);
            }
            assertThat(read(content)).as("%s failed", step).isEqualTo(expected);
        }
    }

    /** The rows after what is undone then. */
    private SortedMap<String, List<String>> rehearsed(ZooContent content, Consumer<ZooTransactions> work)
            throws SQLException {
        try (ZooRehearsal rehearsal = new ZooRehearsal(store)) {
            work.accept(rehearsal);
            return content.read(rehearsal.connection());
        }
    }
}
