package dev.headroom.projection;

import java.util.List;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmAggregateFunction;
import org.hibernate.query.sqm.tree.expression.SqmBinaryArithmetic;
import org.hibernate.query.sqm.tree.expression.SqmCaseSearched;
import org.hibernate.query.sqm.tree.expression.SqmCollectionSize;
import org.hibernate.query.sqm.tree.expression.SqmFunction;
import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.SqmLiteralNull;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.predicate.SqmExistsPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmNullnessPredicate;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSubQuery;
import org.jspecify.annotations.Nullable;

/** What an expression that Hibernate read is. */
final class ExpressionNodes {

    private ExpressionNodes() {}

    /** The first value that a query selects. */
    static SqmSelectableNode<?> selected(SqmQuerySpec<?> query) {
        return query.getSelectClause().getSelections().get(0).getSelectableNode();
    }

    /** The type of the values; null if it is not known. */
    static @Nullable Class<?> type(SqmSelectableNode<?> node) {
        return node instanceof SqmSubQuery<?> query ? type(selected(query.getQuerySpec())) : node.getJavaType();
    }

    /** Whether it makes one row of many. */
    static boolean isAggregate(SqmTypedNode<?> node) {
        if (node instanceof SqmBinaryArithmetic<?> both) {
            return isAggregate(both.getLeftHandOperand()) || isAggregate(both.getRightHandOperand());
        }
        return node instanceof SqmAggregateFunction<?>
                || (node instanceof SqmFunction<?> function
                        && function.getArguments().stream().anyMatch(ExpressionNodes::isAggregate));
    }

    /** False only for what is known never to be null. */
    static boolean mayBeNull(SqmTypedNode<?> node) {
        if (node instanceof SqmFunction<?> function) {
            return mayBeNull(function);
        }
        if (node instanceof SqmSubQuery<?> query) {
            return mayBeNull(query.getQuerySpec());
        }
        if (node instanceof SqmPath<?> path) {
            return mayBeNull(path);
        }
        if (node instanceof SqmCaseSearched<?> cases) {
            return cases.getOtherwise() == null
                    || mayBeNull(cases.getOtherwise())
                    || cases.getWhenFragments().stream().anyMatch(when -> mayBeNull(when.getResult()));
        }
        if (node instanceof SqmBinaryArithmetic<?> both) {
            return mayBeNull(both.getLeftHandOperand()) || mayBeNull(both.getRightHandOperand());
        }
        return !isNeverNull(node);
    }

    private static boolean isNeverNull(SqmTypedNode<?> node) {
        return node instanceof SqmCollectionSize
                || (node instanceof SqmLiteral<?> && !(node instanceof SqmLiteralNull<?>))
                || node instanceof SqmNullnessPredicate
                || node instanceof SqmExistsPredicate;
    }

    private static boolean mayBeNull(SqmFunction<?> function) {
        List<? extends SqmTypedNode<?>> arguments = function.getArguments();
        return switch (function.getFunctionName()) {
            case "count" -> false;
            case "coalesce" -> arguments.stream().allMatch(ExpressionNodes::mayBeNull);
            default -> true;
        };
    }

    /** A subquery without rows is null, unless an aggregate makes one of none. */
    private static boolean mayBeNull(SqmQuerySpec<?> query) {
        boolean always = isAggregate(selected(query))
                && query.getGroupByClauseExpressions().isEmpty()
                && query.getHavingClausePredicate() == null;
        return !always || mayBeNull(selected(query));
    }

    private static boolean mayBeNull(SqmPath<?> path) {
        return !(path.getLhs() instanceof SqmRoot<?> root
                && Mapping.find(root.getModel(), path.getReferencedPathSource().getPathName())
                        .filter(attribute -> !attribute.isCollection() && !Mapping.isOptional(attribute))
                        .isPresent());
    }
}
