package dev.headroom.keyset;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.metamodel.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;

/** A {@link Run} from one position in one direction, as conditions of a query. */
record RunPredicate(Run run, List<SeekOrder.Key> keys, List<Object> position, boolean forward) {

    List<Predicate> on(Root<?> root, HibernateCriteriaBuilder cb) {
        List<Predicate> conditions = new ArrayList<>();
        for (int key = 0; key < run.from(); key++) {
            conditions.add(cb.equal(root.get(keys.get(key).path()), position.get(key)));
        }
        conditions.add(run.isRowValue() ? rowValue(root, cb) : comparison(root, cb));
        return conditions;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // what a database sorts, it compares
    private Predicate comparison(Root<?> root, HibernateCriteriaBuilder cb) {
        Expression<Comparable> value = root.get(keys.get(run.from()).path());
        Comparable bound = (Comparable) position.get(run.from());
        return isGreater() ? cb.greaterThan(value, bound) : cb.lessThan(value, bound);
    }

    private Predicate rowValue(Root<?> root, HibernateCriteriaBuilder cb) {
        List<Expression<?>> operands = new ArrayList<>();
        for (int key = run.from(); key < run.to(); key++) {
            operands.add(root.get(keys.get(key).path()));
        }
        for (int key = run.from(); key < run.to(); key++) {
            operands.add(cb.parameter(keys.get(key).type().type(), parameter(key)));
        }
        String row = "(" + String.join(", ", Collections.nCopies(run.to() - run.from(), "?")) + ")";
        String pattern = row + (isGreater() ? " > " : " < ") + row;
        return cb.isTrue(cb.sql(pattern, Boolean.class, operands.toArray(Expression[]::new)));
    }

    /**
     * Gives the parameters of a row value the types of their columns. Hibernate does not look across the comparison for
     * them, and would send an enum that is stored by name as its ordinal. A primitive's type needs no help, and would be
     * refused for its boxed value.
     */
    void bind(SelectionQuery<?> query) {
        if (run.isRowValue()) {
            for (int key = run.from(); key < run.to(); key++) {
                bind(query, parameter(key), position.get(key), keys.get(key));
            }
        }
    }

    @SuppressWarnings("unchecked") // the value was read from an attribute of this type
    private static <P> void bind(SelectionQuery<?> query, String name, P value, SeekOrder.Key key) {
        if (key.mapping().getJavaType().isPrimitive()) {
            query.setParameter(name, value);
        } else {
            query.setParameter(name, value, (Type<P>) key.mapping());
        }
    }

    private boolean isGreater() {
        return keys.get(run.from()).ascending() == forward;
    }

    private static String parameter(int key) {
        return "key" + key;
    }
}
