package dev.headroom.examples.musicstore.compare;

import dev.headroom.examples.musicstore.compare.StatementRecorder.Recording;
import dev.headroom.keyset.KeysetQuery;
import dev.headroom.keyset.KeysetRequest;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads a page in both ways as an application would, and then explains the statements that did it. */
@Component
class PageComparer {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final EntityManager entityManager;
    private final StatementRecorder recorder;
    private final Explain explain;

    PageComparer(EntityManager entityManager, StatementRecorder recorder, Explain explain) {
        this.entityManager = entityManager;
        this.recorder = recorder;
        this.explain = explain;
    }

    /** Both have run once before they are measured, so neither pays for reading from disk. */
    @Transactional(readOnly = true)
    <E> Comparison compare(ComparedOrder<E> order, int depth, int size) {
        explain.limit(LIMIT);
        KeysetRequest request = requestAt(order, depth, size);
        Recording<List<E>> offset = recorder.record(() -> offsetPage(order, depth, size));
        Recording<List<E>> keyset =
                recorder.record(() -> query(order).page(request).content());
        return new Comparison(
                depth,
                size,
                // One transaction has one object for a row.
                offset.result().equals(keyset.result()),
                explain.measure(offset.statements()),
                explain.measure(keyset.statements()));
    }

    /** Reads one row more than the page, as the keyset does, to know whether another page follows. */
    private <E> List<E> offsetPage(ComparedOrder<E> order, int depth, int size) {
        List<E> rows = rows(order, depth, size + 1);
        return rows.subList(0, Math.min(size, rows.size()));
    }

    /** A reader would come with the cursor of the page before; this one has to look for the row, which is not measured. */
    private <E> KeysetRequest requestAt(ComparedOrder<E> order, int depth, int size) {
        if (depth == 0) {
            return KeysetRequest.first(size);
        }
        E before = rows(order, depth - 1, 1).get(0);
        Object id =
                entityManager.getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(before);
        return KeysetRequest.after(query(order).cursorOf(id).orElseThrow(), size);
    }

    private <E> List<E> rows(ComparedOrder<E> order, int first, int count) {
        return entityManager
                .createQuery(order.hql(), order.entity())
                .setFirstResult(first)
                .setMaxResults(count)
                .getResultList();
    }

    private <E> KeysetQuery<E, E> query(ComparedOrder<E> order) {
        return order.keyset().query(entityManager);
    }
}
