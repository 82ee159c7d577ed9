package dev.headroom.jobs;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction is made of.
 *
 * @param connection of the transaction
 * @param entityManager null without JPA
 */
public record TransactionResource(
        Connection connection, @Nullable EntityManager entityManager) {}
