package dev.headroom.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Writes one answer. */
final class PayloadRun {

    private final Session session;
    private final Projection<?, ?> projection;
    private final Shape shape;
    private final RowWriter out;
    private final ShapeWriter fields;
    private long rows;
    private long bytes;
    private int statements;

    PayloadRun(Session session, Projection<?, ?> projection, Shape shape, RowWriter out) {
        this.session = session;
        this.projection = projection;
        this.shape = shape;
        this.out = out;
        this.fields = new ShapeWriter(shape, "", out);
    }

    /**
     * @param reading runs the statement for the rows, and hands out some of them at a time
     */
    Payload write(Consumer<Consumer<List<@Nullable Object[]>>> reading) {
        try {
            out.begin(projection.view().types());
            statements++;
            reading.accept(this::write);
            projection.payloads().beforeEnd(payload());
            out.complete();
        } catch (Throwable failure) { // some languages throw checked exceptions from anywhere
            fail(failure);
            throw failure;
        }
        Payload payload = payload();
        projection.payloads().afterEnd(payload);
        return payload;
    }

    private void write(List<@Nullable Object[]> some) {
        LoadedChildren<@Nullable Object[]> children = LoadedChildren.rows(session);
        children.load(shape, some);
        statements += children.statements();
        for (@Nullable Object[] row : some) {
            write(row, children);
        }
    }

    private void write(@Nullable Object[] row, LoadedChildren<@Nullable Object[]> children) {
        long before = out.bytes();
        out.startRow();
        fields.write(row, children);
        out.endRow();
        rows++;
        bytes += out.bytes() - before;
        if (projection.payloads().stopAt(bytes)) {
            projection.payloads().beforeEnd(payload());
        }
    }

    private void fail(Throwable failure) {
        try {
            out.fail(failure);
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private Payload payload() {
        Map<String, Long> bytesByField = new LinkedHashMap<>();
        fields.addTo(bytesByField);
        return new Payload(projection.type(), rows, bytes, statements, bytesByField);
    }
}
