package dev.headroom.projection;

/**
 * Gets what each answer cost, for metrics. It is called by the thread that wrote the answer, and by several at the same time
 * if answers are. An answer that fails is told of only if it is over its budget. What a listener throws never reaches the
 * caller of {@code writeTo}: the first time, it is logged.
 *
 * <pre>{@code
 * Projection.of(Album.class, AlbumItem.class)
 *         .onPayload(payload -> bytesPerRow.record(payload.rowBytes()))
 *         .build(entityManagerFactory);
 * }</pre>
 */
@FunctionalInterface
public interface PayloadListener {

    /**
     * An answer is complete, and has gone out.
     *
     * @param payload what it cost
     */
    void written(Payload payload);

    /**
     * An answer is over the budget. Without {@link ProjectionBuilder#failOverBudget} it is complete, and {@link #written} is
     * called next; otherwise the exception is thrown next. Does nothing unless it is overridden.
     *
     * @param over which limit, and the payload
     */
    default void overBudget(BudgetExceededException over) {}
}
