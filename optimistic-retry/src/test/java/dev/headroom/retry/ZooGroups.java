package dev.headroom.retry;

import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.testsupport.zoo.AnimalStore;
import dev.headroom.testsupport.zoo.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Groups of steps, one after the other: through an entity manager first, in transactions that are rolled back, then by updates. */
final class ZooGroups {

    private final AnimalStore store;
    private final VersionedUpdates updates;
    private final Verdict verdict;
    private final ZooContent content;

    /** Steps that updates refuse. */
    private final Set<ZooStep> refused = new HashSet<>();

    /** What was thrown in the way of the entity manager, or null. */
    private final Map<ZooStep, @Nullable RuntimeException> expected = new HashMap<>();

    ZooGroups(AnimalStore store, VersionedUpdates updates, Verdict verdict) throws SQLException {
        this.store = store;
        this.updates = updates;
        this.verdict = verdict;
        this.content = new ZooContent(store);
    }

    /** After how many of the groups the rows are the same; those after it are not looked at. */
    int countOfSame(List<List<ZooStep>> groups) throws SQLException {
        List<SortedMap<String, List<String>>> contents = new ArrayList<>();
        refused.addAll(store.inTransaction(em -> groups.stream()
                .flatMap(List::stream)
                .filter(step -> step.isRefused(em))
                .toList()));
        try (ZooRehearsal rehearsal = new ZooRehearsal(store)) {
            for (List<ZooStep> group : groups) {
                group.forEach(step -> expected.put(step, throughEntityManager(step, rehearsal)));
                contents.add(content.read(rehearsal.connection()));
            }
        }
        for (int group = 0; group < groups.size(); group++) {
            if (!isSame(groups.get(group), contents.get(group))) {
                return group;
            }
        }
        return groups.size();
    }

    private @Nullable RuntimeException throughEntityManager(ZooStep step, ZooRehearsal rehearsal) {
        return refused.contains(step)
                ? rehearsal.tried(() -> step.throughEntityManager(rehearsal))
                : failure(() -> step.throughEntityManager(rehearsal));
    }

    private boolean isSame(List<ZooStep> group, SortedMap<String, List<String>> rows) throws SQLException {
        Map<ZooStep, @Nullable RuntimeException> failures = new LinkedHashMap<>();
        group.forEach(step -> failures.put(step, failure(() -> step.byUpdates(updates))));
        boolean endAlike = failures.entrySet().stream().allMatch(end -> endsAlike(end.getKey(), end.getValue()));
        try (Connection connection = store.statements().getConnection()) {
            if (!endAlike || loseReferences(group) || !content.read(connection).equals(rows)) {
                return false;
            }
        }
        failures.forEach(this::note);
        return true;
    }

    /** Whether the same rows would be wrong: an entity manager may write null over references to hidden rows. */
    private boolean loseReferences(List<ZooStep> group) {
        return ZooReferences.mayBeHidden(ZooChange.persister(store))
                && group.stream().anyMatch(step -> step instanceof ZooChange && !step.isOneStatement());
    }

    private boolean endsAlike(ZooStep step, @Nullable RuntimeException failure) {
        return refused.contains(step)
                ? failure instanceof InvalidUpdateException
                : (failure == null) == (expected.get(step) == null) && !(failure instanceof InvalidUpdateException);
    }

    private void note(ZooStep step, @Nullable RuntimeException failure) {
        if (failure == null) {
            verdict.served();
        } else if (refused.contains(step) && step.mayBeRefused() && expected.get(step) == null) {
            verdict.refused(step.toString(), failure);
        }
    }

    static @Nullable RuntimeException failure(Runnable work) {
        try {
            work.run();
            return null;
        } catch (RuntimeException failure) {
            return failure;
        }
    }
}
