package dev.headroom.keyset;

import dev.headroom.keyset.internal.order.Doubt;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;

/** Looks for rows that a walk left out, because something is null in them that the mapping says never is. */
final class LostRows<E> {

    private final Session session;
    private final RowSource<E, ?> source;

    LostRows(Session session, RowSource<E, ?> source) {
        this.session = session;
        this.source = source;
    }

    /**
     * @throws NullKeyException if there is such a row, wherever a range ends: it is in no range
     */
    void refuse(List<Doubt> doubts) {
        if (!doubts.isEmpty() && isAny(doubts)) {
            // Only the message needs to know which one it is.
            Doubt found = doubts.stream()
                    .filter(doubt -> isAny(List.of(doubt)))
                    .findFirst()
                    .orElse(doubts.get(0));
            throw new NullKeyException(found.key().toString(), source.order().toString());
        }
    }

    private boolean isAny(List<Doubt> doubts) {
        HibernateCriteriaBuilder cb = session.getCriteriaBuilder();
        CriteriaQuery<Integer> query = cb.createQuery(Integer.class);
        Root<E> root = query.from(source.order().entity());
        Map<String, From<?, ?>> joins = new HashMap<>();
        Predicate[] nulls =
                doubts.stream().map(doubt -> doubt.isNull(root, cb, joins)).toArray(Predicate[]::new);
        List<Predicate> conditions = source.restrictions(root, query, cb);
        conditions.add(cb.or(nulls));
        query.select(cb.literal(1)).where(conditions);
        return !session.createSelectionQuery(query)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }
}
