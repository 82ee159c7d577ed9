package dev.headroom.projection;

import dev.headroom.projection.failure.InvalidProjectionException;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens with the costs of answers.
 *
 * @param budget of the view; null for none
 * @param fail whether an answer that is over the budget fails
 * @param failed whether the listener has thrown before
 */
record PayloadRules(@Nullable Budget budget, PayloadListener listener, boolean fail, AtomicBoolean failed) {

    private static final Logger LOG = System.getLogger(Projection.class.getName());

    PayloadRules(@Nullable Budget budget, PayloadListener listener, boolean fail) {
        this(budget, listener, fail, new AtomicBoolean());
    }

    /**
     * Throws if the view itself cannot be within the budget.
     *
     * @param statements that it takes
     */
    void check(Class<?> view, int statements) {
        if (budget == null) {
            return;
        }
        if (budget.rowBytes() < 0 || budget.bytes() < 0 || budget.statements() < 0) {
            throw new InvalidProjectionException(view.getSimpleName() + " has " + budget
                    + ", but a limit is at least 1: leave out what has no limit.");
        }
        if (isOver(budget.statements(), statements)) {
            throw new InvalidProjectionException(view.getSimpleName() + " takes " + statements
                    + " statements, 1 and 1 for each collection, but its @Budget allows statements = "
                    + budget.statements() + ": show fewer collections, or raise statements.");
        }
    }

    @Nullable BudgetExceededException breach(Payload payload) {
        if (budget == null) {
            return null;
        }
        if (isOver(budget.bytes(), payload.bytes())) {
            return BudgetExceededException.bytes(payload, budget.bytes());
        }
        return isOver(budget.rowBytes(), payload.rowBytes())
                ? BudgetExceededException.rowBytes(payload, budget.rowBytes())
                : null;
    }

    /** Whether no further row may be written. */
    boolean stopAt(long bytes) {
        return fail && budget != null && isOver(budget.bytes(), bytes);
    }

    private static boolean isOver(int limit, long value) {
        return limit != Budget.NONE && value > limit;
    }

    /** Before the end is written. */
    void beforeEnd(Payload payload) {
        BudgetExceededException over = fail ? breach(payload) : null;
        if (over != null) {
            tell(told -> told.overBudget(over));
            throw over;
        }
    }

    /** After the end was written. */
    void afterEnd(Payload payload) {
        BudgetExceededException over = breach(payload);
        if (over != null) {
            tell(told -> told.overBudget(over));
        }
        tell(told -> told.written(payload));
    }

    /** The answer is what the caller asked for: it does not fail because it could not be told of. */
    private void tell(Consumer<PayloadListener> news) {
        try {
            news.accept(listener);
        } catch (Throwable thrown) { // some languages throw checked exceptions from anywhere
            if (!failed.getAndSet(true)) {
                LOG.log(
                        Level.WARNING,
                        "A PayloadListener threw; answers go out all the same, and it is not logged again.",
                        thrown);
            }
        }
    }
}
