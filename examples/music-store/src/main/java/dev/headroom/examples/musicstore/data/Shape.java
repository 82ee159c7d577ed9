package dev.headroom.examples.musicstore.data;

/**
 * How many rows of each kind belong to a number of invoice lines. The proportions are Chinook's; what is sold does not
 * shrink below Chinook's size, so that lists of it are worth paging.
 */
record Shape(int invoiceLines) {

    /** Chinook's invoices take these sizes in turn: 38 lines in 7 invoices. */
    private static final int[] LINES = {2, 2, 4, 6, 9, 14, 1};

    private static final int LINES_OF_SEVEN = 38;

    int tracks() {
        return Math.max(3503, invoiceLines / 50);
    }

    int albums() {
        return tracks() / 10;
    }

    int artists() {
        return albums() * 4 / 5;
    }

    /** Each buys seven times, as in Chinook. */
    int customers() {
        return Math.max(59, invoiceLines / LINES_OF_SEVEN);
    }

    int employees() {
        return 8;
    }

    /** The size of an invoice; the last one may get less. */
    int linesOf(int invoice) {
        return LINES[(invoice - 1) % LINES.length];
    }

    int invoices() {
        int whole = invoiceLines / LINES_OF_SEVEN;
        int invoices = whole * LINES.length;
        for (int lines = whole * LINES_OF_SEVEN; lines < invoiceLines; lines += linesOf(invoices)) {
            invoices++;
        }
        return invoices;
    }
}
