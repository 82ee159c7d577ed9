package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** How an application works in transactions: each is committed, or rolled back if its work fails. */
interface ZooTransactions {

    <T> T run(Function<EntityManager, T> work);
}
