package dev.headroom.keyset;

import dev.headroom.keyset.internal.order.SeekOrder;

/**
 * The rows that were read contradict the order, so the page is not given out: going on would repeat rows for ever, or lose
 * them. Either a row has the very position that the page was to begin behind, because the database does not find a value
 * of a key equal to itself, or two rows have equal keys, because what the mapping says is unique is not, or because a
 * selection joins several rows to one.
 */
public final class BrokenOrderException extends KeysetException {

    private static final long serialVersionUID = 1L;

    private BrokenOrderException(String message) {
        super(message);
    }

    static BrokenOrderException standingStill(SeekOrder<?> order) {
        return new BrokenOrderException("A page of " + order + " has the row that it was to begin behind: the database"
                + " does not find a value of its keys equal to itself. Sort by a column of an exact type.");
    }

    static BrokenOrderException tie(SeekOrder<?> order) {
        return new BrokenOrderException(
                "Two rows of " + order + " have equal keys, and the rows between two pages would"
                        + " be lost or repeated: make the column unique that the mapping says is, or add the id to the order.");
    }
}
