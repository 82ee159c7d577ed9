package dev.headroom.jobs;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** A transaction that commits only if the attempt owns its job. For the thread that got it. */
public interface JobTransaction {

    /**
     * The transaction's connection. Others may enqueue in it by {@link Jobs#in(Connection)}.
     *
     * @return a connection, not to be committed or closed
     */
    Connection connection();

    /**
     * The transaction's persistence context.
     *
     * @return an entity manager, not to be committed or closed
     * @throws dev.headroom.jobs.model.InvalidJobException if the worker's transactions are of a data source
     */
    EntityManager entityManager();

    /**
     * Ends the job as SUCCEEDED in this transaction, so that its work and its end are seen together. What the handler returns
     * afterwards is not used.
     *
     * @param result what comes of the job; null for nothing
     */
    void complete(@Nullable Object result);
}
