package dev.headroom.projection;

import org.jspecify.annotations.Nullable;

/**
 * What happens with the costs of answers.
 *
 * @param budget of the view; null for none
 * @param fail whether an answer that is over the budget fails
 */
record PayloadRules(@Nullable Budget budget, PayloadListener listener, boolean fail) {

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
            listener.overBudget(over);
            throw over;
        }
    }

    /** After the end was written. */
    void afterEnd(Payload payload) {
        BudgetExceededException over = breach(payload);
        if (over != null) {
            listener.overBudget(over);
        }
        listener.written(payload);
    }
}
