package dev.headroom.keyset;

import dev.headroom.keyset.KeysetExplanation.Form;
import dev.headroom.keyset.KeysetExplanation.Purpose;
import dev.headroom.keyset.KeysetExplanation.Statement;
import dev.headroom.keyset.internal.database.SqlRecorder;
import dev.headroom.keyset.internal.order.Doubt;
import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.seek.FirstRows;
import dev.headroom.keyset.internal.seek.Seek;
import dev.headroom.keyset.internal.seek.SeekRange;
import dev.headroom.keyset.internal.seek.SeekRangeCondition;
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
     * @param seek where the request begins
     */
    static PagePlan of(
            KeysetRequest request, Seek seek, Session session, RowSource<?, ?> source) {
        return session.doReturningWork(connection -> {
            try (SqlRecorder recorder = SqlRecorder.like(session, connection)) {
                return new Planner<>(recorder, source, seek).plan(request);
            }
        });
    }

    /** Follows {@link PageReader}, and finds out the statements instead of sending them. */
    private static final class Planner<E> {

        private final SqlRecorder recorder;
        private final RowReader<E, ?> rows;
        private final List<Key> keys;
        private final List<Doubt> doubted;
        private final Seek seek;
        private final List<Statement> statements = new ArrayList<>();

        Planner(SqlRecorder recorder, RowSource<E, ?> source, Seek seek) {
            this.recorder = recorder;
            this.rows = new RowReader<>(recorder.session(), source);
            this.keys = source.order().keys();
            this.doubted = source.order().doubted().known();
            this.seek = seek;
        }

        PagePlan plan(KeysetRequest request) {
            List<SeekRange> ranges = rows.ranges(seek);
            ranges.forEach(range -> statements.add(statement(Purpose.PAGE, range, seek)));
            int most = ranges.size();
            if (seek.position() != null && request.bothSides()) {
                most += addOtherSide(seek.position(), ranges);
            }
            boolean compared = !rows.bounded(seek).startsAtEnd();
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
            return new PagePlan(form(ranges), statements, most);
        }

        /** Which statements look for a row on the other side depends on the first row of the page, or on there being none. */
        private int addOtherSide(List<@Nullable Object> cursor, List<SeekRange> ranges) {
            Map<String, Statement> different = new LinkedHashMap<>();
            int most = 0;
            for (List<@Nullable Object> nearest : FirstRows.after(cursor, ranges, keys)) {
                most = Math.max(most, addOtherSide(nearest, different));
            }
            most = Math.max(most, addOtherSide(null, different));
            statements.addAll(different.values());
            return most;
        }

        private int addOtherSide(@Nullable List<@Nullable Object> nearest, Map<String, Statement> different) {
            Seek back = new Seek(nearest, !seek.forward());
            List<SeekRange> ranges = rows.ranges(back);
            for (SeekRange range : ranges) {
                different.computeIfAbsent(
                        SeekRangeCondition.of(range, back, keys),
                        condition -> statement(Purpose.OTHER_SIDE, range, back));
            }
            return ranges.size();
        }

        private Statement statement(
                Purpose purpose, SeekRange range, Seek start) {
            boolean withRow = purpose == Purpose.PAGE;
            Seek bounded = rows.bounded(start);
            String sql = recorder.sqlOf(() ->
                    rows.query(range, bounded, withRow).setMaxResults(1).getResultList());
            return new Statement(purpose, SeekRangeCondition.of(range, bounded, keys), sql);
        }

        private Form form(List<SeekRange> ranges) {
            SeekRange first = ranges.get(0);
            if (first.kind() == SeekRange.Kind.ALL) {
                return Form.FROM_END;
            }
            boolean whole = first.kind() == SeekRange.Kind.BEYOND && first.from() == 0 && first.to() == keys.size();
            return whole && ranges.size() == 1 ? Form.COMPARISON : Form.SEEK_RANGES;
        }
    }
}
