package dev.headroom.keyset;

import dev.headroom.keyset.internal.seek.Seek;
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
        KeysetPage<R> read = batch(start, null, work);
        while (start.forward() ? read.hasNext() : read.hasPrevious()) {
            // A position and not a cursor: nobody sees it, so it may be of any length.
            int last = start.forward() ? read.content().size() - 1 : 0;
            read = batch(start, new Seek(read.position(last), start.forward()), work);
        }
    }

    /**
     * @param behind where to begin; null for the request's own start
     */
    private KeysetPage<R> batch(
            KeysetRequest request,
            @Nullable Seek behind,
            BiConsumer<EntityManager, KeysetPage<R>> work) {
        AtomicReference<@Nullable KeysetPage<R>> read = new AtomicReference<>();
        transactions.accept(entityManager -> {
            ListReader<?, R> list = queries.apply(entityManager).list();
            KeysetPage<R> page = list.page(request, behind == null ? list.seek(request) : behind);
            read.set(page);
            if (!page.content().isEmpty()) {
                work.accept(entityManager, page);
            }
        });
        KeysetPage<R> page = read.get();
        if (page == null) {
            throw new IllegalStateException("forEachBatch was given transactions that did not run their work: pass"
                    + " something that runs it once, such as entityManagerFactory::runInTransaction.");
        }
        return page;
    }
}
