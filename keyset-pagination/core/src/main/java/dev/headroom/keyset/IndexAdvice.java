package dev.headroom.keyset;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The index that an order needs, or why there is none. Immutable and thread-safe.
 *
 * <p>{@link #toString()} can stand in a migration script either way: it is the statement, or a comment.
 */
public final class IndexAdvice {

    private final @Nullable String ddl;
    private final String explanation;

    private IndexAdvice(@Nullable String ddl, String explanation) {
        this.ddl = ddl;
        this.explanation = explanation;
    }

    static IndexAdvice create(String ddl) {
        return new IndexAdvice(ddl, "This index serves the order in both directions of reading.");
    }

    static IndexAdvice none(String explanation) {
        return new IndexAdvice(null, explanation);
    }

    /**
     * The statement that makes the index. Add {@code concurrently} on PostgreSQL if the table is in use. Where every
     * query has a filter by equality, such as a tenant, put its column in front of the others.
     *
     * @return such as {@code "create index song_name_id_idx on song (name, id)"}, without a semicolon; empty if no single
     *     index can serve the order, or none has to be made
     */
    public Optional<String> ddl() {
        return Optional.ofNullable(ddl);
    }

    /**
     * What the index does, or why there is none.
     *
     * @return a sentence or two
     */
    public String explanation() {
        return explanation;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IndexAdvice that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /**
     * A line of SQL.
     *
     * @return the statement, or {@code "-- "} and the explanation
     */
    @Override
    public String toString() {
        return ddl != null ? ddl : "-- " + explanation;
    }
}
