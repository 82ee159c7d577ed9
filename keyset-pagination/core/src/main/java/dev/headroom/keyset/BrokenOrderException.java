package dev.headroom.keyset;

import dev.headroom.keyset.internal.order.SeekOrder;

/**
 * The rows contradict the order, so you get no page: the next pages would repeat rows for ever, or lose them. There are two
 * causes:
 *
 * <ul>
 *   <li>The page contains the row that it begins behind: the database does not find a value of a key equal to itself.
 *   <li>Two rows have equal keys: a column is not unique although the mapping says so, or a selection joins several rows to
 *       one.
 * </ul>
 */
public final class BrokenOrderException extends KeysetException {

    private static final long serialVersionUID = 1L;

    private BrokenOrderException(String message) {
        super(message);
    }

    static BrokenOrderException standingStill(SeekOrder<?> order) {
        return new BrokenOrderException("A page of " + order + " contains the row that it begins behind: the database"
                + " does not find a value of its keys equal to itself. Sort by a column of an exact type.");
    }

    static BrokenOrderException tie(SeekOrder<?> order) {
        return new BrokenOrderException(
                "Two rows of " + order + " have equal keys, so pages would lose or repeat rows: add the id to the order,"
                        + " or make the column unique that the mapping says is unique.");
    }
}
