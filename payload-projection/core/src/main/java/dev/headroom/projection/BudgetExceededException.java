package dev.headroom.projection;

import dev.headroom.projection.failure.ProjectionException;
import java.util.Locale;

/**
 * An answer is larger than the {@link Budget} of its view allows. The message names the field that costs most; it holds names
 * and sizes, and nothing of the rows.
 */
public final class BudgetExceededException extends ProjectionException {

    private static final long serialVersionUID = 1L;

    private final transient Payload payload;

    private BudgetExceededException(String message, Payload payload) {
        super(message);
        this.payload = payload;
    }

    static BudgetExceededException rowBytes(Payload payload, int limit) {
        return new BudgetExceededException(
                start(payload) + bytes(payload.rowBytes()) + " per row, its @Budget allows rowBytes = " + limit + "; "
                        + costliest(payload) + bytes(payload.rowBytes()) + " per row: show less, or raise rowBytes.",
                payload);
    }

    static BudgetExceededException bytes(Payload payload, int limit) {
        return new BudgetExceededException(
                start(payload) + bytes(payload.bytes()) + " in " + payload.rows()
                        + " rows, its @Budget allows bytes = " + limit + "; " + costliest(payload)
                        + bytes(payload.bytes()) + ": show less or fewer, or raise bytes.",
                payload);
    }

    private static String start(Payload payload) {
        return payload.view().getSimpleName() + " has ";
    }

    private static String costliest(Payload payload) {
        String field = payload.costliestField().orElse("no field");
        long share = Math.round(100.0 * payload.bytesByField().getOrDefault(field, 0L) / payload.bytes());
        return field + ": " + share + " % of ";
    }

    private static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d B", count);
    }

    /**
     * What was written until the limit was passed.
     *
     * @return the payload, of a part of the answer if it ended early
     */
    public Payload payload() {
        return payload;
    }
}
