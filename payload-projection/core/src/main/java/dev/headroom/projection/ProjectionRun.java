package dev.headroom.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Makes what a query gives of what its statements read. */
final class ProjectionRun<R> {

    private final Session session;
    private final Shape shape;

    ProjectionRun(Session session, Shape shape) {
        this.session = session;
        this.shape = shape;
    }

    List<R> list(RootStatement<?> statement) {
        if (!shape.statements().isEmpty()) {
            return make(statement.query(session).getResultList());
        }
        // Rows become views as they are read, so that their values are garbage at once.
        RowMaker maker = RowMaker.withoutChildren();
        return Collections.unmodifiableList(statement
                .query(session)
                .<R>setTupleTransformer((row, aliases) -> made(maker, row))
                .getResultList());
    }

    @SuppressWarnings("unchecked") // the shape is that of the query's rows
    private R made(RowMaker maker, @Nullable Object[] row) {
        return (R) maker.make(shape, row);
    }

    private List<R> make(List<@Nullable Object[]> rows) {
        RowMaker maker = RowMaker.of(session, shape, rows);
        List<R> made = new ArrayList<>(rows.size());
        for (@Nullable Object[] row : rows) {
            made.add(made(maker, row));
        }
        return Collections.unmodifiableList(made);
    }

    void forEach(RootStatement<?> statement, int fetchSize, Consumer<? super R> action) {
        forEachFetch("forEach", statement, fetchSize, fetch -> make(fetch).forEach(action));
    }

    /**
     * @param call of the user, for messages
     * @param action gets a list that is cleared after it
     */
    void forEachFetch(
            String call, RootStatement<?> statement, int fetchSize, Consumer<List<@Nullable Object[]>> action) {
        if (fetchSize < 1) {
            throw new IllegalArgumentException(call + " with a fetch size of " + fetchSize + ": at least 1 is needed.");
        }
        if (!session.isJoinedToTransaction()) {
            throw new IllegalStateException(
                    call + " with a fetch size needs a transaction, without which PostgreSQL's driver reads all rows at"
                            + " once: begin one, or read the rows as a list.");
        }
        try (Stream<Object[]> rows =
                statement.query(session).setFetchSize(fetchSize).getResultStream()) {
            Iterator<Object[]> left = rows.iterator();
            List<@Nullable Object[]> fetch = new ArrayList<>(fetchSize);
            while (left.hasNext()) {
                fetch.add(left.next());
                if (fetch.size() == fetchSize || !left.hasNext()) {
                    action.accept(fetch);
                    fetch.clear();
                }
            }
        }
    }
}
