package dev.headroom.keyset;

import jakarta.persistence.EntityManager;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Batch after batch, each in its own transaction, from where the one before it ended. */
final class BatchWalk<R> {

    private final Consumer<Consumer<EntityManager>> transactions;
    private final Function<EntityManager, KeysetQuery<?, R>> queries;

    BatchWalk(Consumer<Consumer<EntityManager>> transactions, Function<EntityManager, KeysetQuery<?, R>> queries) {
        this.transactions = transactions;
        this.queries = queries;
    }

    void run(KeysetRequest start, BiConsumer<EntityManager, KeysetPage<R>> work) {
        if (start.size() < 1) {
            throw new PageSizeException(start.size(), Integer.MAX_VALUE);
        }
        KeysetRequest request = start;
        while (request != null) {
            request = batch(request, work);
        }
    }

    /** The request for the batch after this one. Its cursor is made before the work may change or remove the row. */
    private @Nullable KeysetRequest batch(KeysetRequest request, BiConsumer<EntityManager, KeysetPage<R>> work) {
        AtomicReference<@Nullable KeysetRequest> next = new AtomicReference<>();
        transactions.accept(entityManager -> {
            KeysetPage<R> page = queries.apply(entityManager).unlimitedPage(request);
            next.set((request.forward() ? page.next() : page.previous()).orElse(null));
            if (!page.content().isEmpty()) {
                work.accept(entityManager, page);
            }
        });
        return next.get();
    }
}
