package dev.headroom.jobs.engine;

import java.sql.Connection;
import java.util.Objects;

/** The transaction in which a job store does its work: one of its own, or one of the application. */
public sealed interface StoreTransaction {

    /**
     * A transaction of the store's own. It has ended when the method that gets it returns.
     *
     * @return always the same
     */
    static StoreTransaction own() {
        return Own.INSTANCE;
    }

    /**
     * The transaction of a connection. The store neither commits it nor rolls it back, and what the store did is undone with it.
     *
     * @param connection of the application, in a transaction
     * @return the transaction
     */
    static Joined of(Connection connection) {
        return new Joined(Objects.requireNonNull(connection, "connection"));
    }

    /** One of the store's own. */
    enum Own implements StoreTransaction {
        /** The only one: each method begins and ends its own transaction. */
        INSTANCE
    }

    /**
     * One of the application.
     *
     * @param connection whose transaction it is
     */
    record Joined(Connection connection) implements StoreTransaction {}
}
