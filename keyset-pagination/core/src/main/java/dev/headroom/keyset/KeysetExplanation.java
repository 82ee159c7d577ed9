package dev.headroom.keyset;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a page costs: the statements that it may send, and whether an index serves them. Immutable and thread-safe.
 *
 * <p>{@link #toString()} is fit for a log: values of filters and keys are parameters and stay question marks, and the
 * cursor is left out.
 */
public final class KeysetExplanation {

    /** How the rows beyond a cursor are found. */
    public enum Form {

        /** There is no cursor: the page starts at an end of the list, with no condition on the keys. */
        FROM_END,

        /** One statement, with one comparison of all keys: {@code (name, id) > (?, ?)}. */
        COMPARISON,

        /** Seek ranges that follow one another, each a statement; the next one is sent if the page is not full. */
        SEEK_RANGES
    }

    /** What a statement is for. */
    public enum Purpose {

        /** To read the rows of the page. */
        PAGE,

        /** To look for one row on the side that the reader came from: {@link KeysetRequest#withBothSides()}. */
        OTHER_SIDE,

        /** To count: {@link KeysetRequest#counting}. */
        COUNT
    }

    /**
     * A statement that a page may send.
     *
     * @param purpose what it is for
     * @param condition what it says of the keys, such as {@code "name = ? and id > ?"}, or how it counts
     * @param sql its text as Hibernate sends it, with question marks for the parameters
     */
    public record Statement(Purpose purpose, String condition, String sql) {

        @Override
        public String toString() {
            String label = purpose.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return label + ": " + condition + "\n    " + sql;
        }
    }

    /**
     * An index that has the keys side by side in their order, or all of them reversed.
     *
     * @param name its name
     * @param columnsBefore the columns in front of the keys; the index serves the order only if the filters of the query
     *     fix all of them by equality. Empty if it serves any query
     */
    public record ServingIndex(String name, List<String> columnsBefore) {

        /**
         * Copies the list.
         *
         * @param name its name
         * @param columnsBefore the columns in front of the keys
         */
        public ServingIndex {
            columnsBefore = List.copyOf(columnsBefore);
        }

        @Override
        public String toString() {
            return columnsBefore.isEmpty()
                    ? name
                    : name + " where the query fixes " + String.join(" and ", columnsBefore);
        }
    }

    private final String subject;
    private final PagePlan plan;
    private final List<ServingIndex> servingIndexes;
    private final IndexAdvice indexAdvice;

    KeysetExplanation(String subject, PagePlan plan, List<ServingIndex> servingIndexes, IndexAdvice indexAdvice) {
        this.subject = subject;
        this.plan = plan;
        this.servingIndexes = List.copyOf(servingIndexes);
        this.indexAdvice = indexAdvice;
    }

    /**
     * How the rows are found.
     *
     * @return the form that was chosen for the order, the database and the cursor
     */
    public Form form() {
        return plan.form();
    }

    /**
     * The statements that the page may send: those of its rows in the order in which they are sent, those that look for a row
     * on the other side, the one that counts. Which ones look at the other side depends on the nulls of the page's first
     * row; the list has all that are possible. It does not have those of {@linkplain KeysetQuery#loading loaders}.
     *
     * @return an immutable list
     */
    public List<Statement> statements() {
        return plan.statements();
    }

    /**
     * The largest number of statements that one page sends. It is less than the number of {@link #statements()} where
     * some of them exclude one another, and a page that is full after its first seek range sends fewer.
     *
     * @return the number, without those of loaders
     */
    public int maxStatements() {
        return plan.maxStatements();
    }

    /**
     * The indexes of the database that serve the order: those that serve any query first.
     *
     * @return an immutable list; empty if there is none, see {@link #indexAdvice()} then
     */
    public List<ServingIndex> servingIndexes() {
        return servingIndexes;
    }

    /**
     * The index that the order needs, whether it is there or not.
     *
     * @return the same as {@link Keyset#indexAdvice()}
     */
    public IndexAdvice indexAdvice() {
        return indexAdvice;
    }

    /**
     * All of it, in some lines.
     *
     * @return the request, the statements with their SQL, and the indexes
     */
    @Override
    public String toString() {
        String statements = statements().stream().map(Statement::toString).collect(Collectors.joining("\n"));
        String most = maxStatements() == 1 ? "1 statement" : "at most " + maxStatements() + " statements";
        return subject + ", " + most + "\n" + statements + "\n" + index();
    }

    private String index() {
        if (!servingIndexes.isEmpty()) {
            return "index: "
                    + servingIndexes.stream().map(ServingIndex::toString).collect(Collectors.joining("; "));
        }
        return "no index serves this order; " + indexAdvice.ddl().orElse(indexAdvice.explanation());
    }
}
