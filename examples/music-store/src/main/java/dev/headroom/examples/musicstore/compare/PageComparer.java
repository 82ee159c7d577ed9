package dev.headroom.examples.musicstore.compare;

import dev.headroom.examples.musicstore.compare.StatementRecorder.Recording;
import dev.headroom.examples.musicstore.sales.InvoiceLine;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetQuery;
import dev.headroom.keyset.KeysetRequest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads a page in both ways as an application would, and then explains the statements that did it. */
@Component
class PageComparer {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Keyset<InvoiceLine> byPrice;
    private final EntityManager entityManager;
    private final StatementRecorder recorder;
    private final Explain explain;

    PageComparer(
            Keyset<InvoiceLine> byPrice, EntityManager entityManager, StatementRecorder recorder, Explain explain) {
        this.byPrice = byPrice;
        this.entityManager = entityManager;
        this.recorder = recorder;
        this.explain = explain;
    }

    /** Both have run once before they are measured, so neither pays for reading from disk. */
    @Transactional(readOnly = true)
    Comparison compare(int depth, int size) {
        explain.limit(LIMIT);
        KeysetRequest request = requestAt(depth, size);
        Recording<List<InvoiceLine>> offset = recorder.record(() -> offsetPage(depth, size));
        Recording<List<InvoiceLine>> keyset =
                recorder.record(() -> query().page(request).content());
        return new Comparison(
                depth,
                size,
                ids(offset.result()).equals(ids(keyset.result())),
                explain.measure(offset.statements().get(0)),
                explain.measure(keyset.statements().get(0)));
    }

    /** Reads one row more than the page, as the keyset does, to know whether another page follows. */
    private List<InvoiceLine> offsetPage(int depth, int size) {
        List<InvoiceLine> lines = inOrder("select l from InvoiceLine l", InvoiceLine.class)
                .setFirstResult(depth)
                .setMaxResults(size + 1)
                .getResultList();
        return lines.subList(0, Math.min(size, lines.size()));
    }

    /** A reader would come with the cursor of the page before; this one has to look for the row, which is not measured. */
    private KeysetRequest requestAt(int depth, int size) {
        if (depth == 0) {
            return KeysetRequest.first(size);
        }
        Integer before = inOrder("select l.id from InvoiceLine l", Integer.class)
                .setFirstResult(depth - 1)
                .setMaxResults(1)
                .getSingleResult();
        return KeysetRequest.after(query().cursorOf(before).orElseThrow(), size);
    }

    private <T> TypedQuery<T> inOrder(String select, Class<T> type) {
        return entityManager.createQuery(select + " order by l.unitPrice desc, l.id desc", type);
    }

    private KeysetQuery<InvoiceLine, InvoiceLine> query() {
        return byPrice.query(entityManager);
    }

    private static List<Integer> ids(List<InvoiceLine> lines) {
        return lines.stream().map(InvoiceLine::getId).toList();
    }
}
