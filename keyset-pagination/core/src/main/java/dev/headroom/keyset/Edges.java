package dev.headroom.keyset;

/** What is known about the rows on either side of a page. */
record Edges(Edge previous, Edge next) {

    enum Edge {
        ROWS,
        END,
        NOT_ASKED;

        static Edge of(boolean rows) {
            return rows ? ROWS : END;
        }

        boolean known(String question) {
            if (this == NOT_ASKED) {
                throw new IllegalStateException(question
                        + "() of a page that was read from a cursor in the other direction costs a statement of its"
                        + " own: ask for it with KeysetRequest.withBothSides() before reading the page.");
            }
            return this == ROWS;
        }
    }

    /** The edges as seen in the direction of reading. */
    static Edges reading(boolean forward, Edge behind, Edge ahead) {
        return forward ? new Edges(behind, ahead) : new Edges(ahead, behind);
    }

    boolean isWholeList() {
        return previous == Edge.END && next == Edge.END;
    }

    /** How many rows there are at least beside the page. */
    int rowsBeyond() {
        return (previous == Edge.ROWS ? 1 : 0) + (next == Edge.ROWS ? 1 : 0);
    }
}
