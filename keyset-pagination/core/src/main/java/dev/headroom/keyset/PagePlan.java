package dev.headroom.keyset;

import dev.headroom.keyset.KeysetExplanation.Form;
import dev.headroom.keyset.KeysetExplanation.Purpose;
import dev.headroom.keyset.KeysetExplanation.Statement;
import dev.headroom.keyset.internal.database.SqlRecorder;
import dev.headroom.keyset.internal.order.Doubt;
import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.seek.FirstRows;
import dev.headroom.keyset.internal.seek.Run;
import dev.headroom.keyset.internal.seek.RunCondition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * What a page sends.
 *
 * @param maxStatements at most that many of the statements are sent for one page
 */
record PagePlan(Form form, List<Statement> statements, int maxStatements) {

    PagePlan {
        statements = List.copyOf(statements);
    }

    /**
     * @param start the position of the request's cursor; null if it has none
     */
    static PagePlan of(
            KeysetRequest request, @Nullable List<@Nullable Object> start, Session session, RowSource<?, ?> source) {
        return session.doReturningWork(connection -> {
            try (SqlRecorder recorder = SqlRecorder.like(session, connection)) {
                return new Planner<>(recorder, source, start, request.forward()).plan(request);
            }
        });
    }

    /** Follows {@link PageReader}, and finds out the statements instead of sending them. */
    private static final class Planner<E> {

        private final SqlRecorder recorder;
        private final RowReader<E, ?> rows;
        private final List<Key> keys;
        private final List<Doubt> doubted;
        private final @Nullable List<@Nullable Object> start;
        private final boolean forward;
        private final List<Statement> statements = new ArrayList<>();

        Planner(SqlRecorder recorder, RowSource<E, ?> source, @Nullable List<@Nullable Object> start, boolean forward) {
            this.recorder = recorder;
            this.rows = new RowReader<>(recorder.session(), source);
            this.keys = source.order().keys();
            this.doubted = source.order().doubted().known();
            this.start = start;
            this.forward = forward;
        }

        PagePlan plan(KeysetRequest request) {
            List<Run> runs = runs(start, forward);
            runs.forEach(run -> statements.add(statement(Purpose.PAGE, run, start, forward)));
            int most = runs.size();
            if (start != null && request.bothSides()) {
                most += addOtherSide(start, runs);
            }
            boolean compared = rows.start(start, forward) != null;
            if (doubted.stream().anyMatch(doubt -> compared || doubt.joined())) {
                // The end of a walk makes sure that no row was left out for a null.
                most++;
            }
            if (request.count().isPresent()) {
                Count count = request.count().get();
                String sql = recorder.sqlOf(() -> rows.count(count));
                statements.add(new Statement(Purpose.COUNT, count.toString(), sql));
                most++;
            }
            return new PagePlan(form(runs), statements, most);
        }

        /** Which statements look for a row on the other side depends on the first row of the page, or on there being none. */
        private int addOtherSide(List<@Nullable Object> cursor, List<Run> runs) {
            Map<String, Statement> different = new LinkedHashMap<>();
            int most = 0;
            for (List<@Nullable Object> nearest : FirstRows.after(cursor, runs, keys)) {
                most = Math.max(most, addOtherSide(nearest, different));
            }
            most = Math.max(most, addOtherSide(null, different));
            statements.addAll(different.values());
            return most;
        }

        private int addOtherSide(@Nullable List<@Nullable Object> nearest, Map<String, Statement> different) {
            List<Run> runs = runs(nearest, !forward);
            for (Run run : runs) {
                different.computeIfAbsent(
                        RunCondition.of(run, nearest, !forward, keys),
                        condition -> statement(Purpose.OTHER_SIDE, run, nearest, !forward));
            }
            return runs.size();
        }

        private List<Run> runs(@Nullable List<@Nullable Object> position, boolean onward) {
            return rows.runs(position, onward);
        }

        private Statement statement(
                Purpose purpose, Run run, @Nullable List<@Nullable Object> position, boolean onward) {
            boolean withRow = purpose == Purpose.PAGE;
            List<@Nullable Object> from = rows.start(position, onward);
            String sql = recorder.sqlOf(() ->
                    rows.query(run, from, onward, withRow).setMaxResults(1).getResultList());
            return new Statement(purpose, RunCondition.of(run, from, onward, keys), sql);
        }

        private Form form(List<Run> runs) {
            Run first = runs.get(0);
            if (first.kind() == Run.Kind.ALL) {
                return Form.FROM_END;
            }
            boolean whole = first.kind() == Run.Kind.BEYOND && first.from() == 0 && first.to() == keys.size();
            return whole && runs.size() == 1 ? Form.COMPARISON : Form.RUNS;
        }
    }
}
