package dev.headroom.projection;

import dev.headroom.projection.View.Value;
import dev.headroom.projection.failure.InvalidProjectionException;
import jakarta.persistence.metamodel.EntityType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hibernate.HibernateException;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;

/** Checks expressions of the query language, by letting Hibernate read them. */
final class Expressions {

    private final HibernateCriteriaBuilder builder;
    private final InnerJoins innerJoins;
    private final Class<?> entity;

    Expressions(HibernateCriteriaBuilder builder, InnerJoins innerJoins, Class<?> entity) {
        this.builder = builder;
        this.innerJoins = innerJoins;
        this.entity = entity;
    }

    Value value(Source.Expression expression, ViewComponent component, Paths paths) {
        SqmSelectableNode<?> node = parse(expression.text(), component, paths);
        Class<?> type = type(expression.text(), node, component, paths);
        UnaryOperator<Object> conversion = Types.conversion(type, component.type())
                .orElseThrow(() -> paths.refused(
                        component.name(),
                        "is of type " + component.type().getSimpleName() + ", but \"" + expression.text()
                                + "\" is of type " + type.getSimpleName()
                                + ": make the component that type, or write a cast."));
        if (component.type().isPrimitive() && ExpressionNodes.mayBeNull(node)) {
            throw paths.refused(
                    component.name(),
                    "is of the primitive type " + component.type() + ", but \"" + expression.text()
                            + "\" may be null: make it "
                            + Types.boxed(component.type()).getSimpleName() + ", or write coalesce("
                            + expression.text() + ", …).");
        }
        return new Value(component.name(), expression, conversion);
    }

    private SqmSelectableNode<?> parse(String text, ViewComponent component, Paths paths) {
        SqmSelectStatement<?> statement;
        try {
            statement = (SqmSelectStatement<?>)
                    builder.createQuery("select " + text + " from " + entity.getName() + " e", Object[].class);
        } catch (HibernateException | IllegalArgumentException wrong) {
            InvalidProjectionException refused = paths.refused(
                    component.name(),
                    "has the expression \"" + text + "\", which cannot be read: " + wrong.getMessage());
            refused.initCause(wrong);
            throw refused;
        }
        check(statement, text, component, paths);
        refuseInnerJoins(statement, text, component, paths);
        return ExpressionNodes.selected(statement.getQuerySpec());
    }

    private static void check(SqmSelectStatement<?> statement, String text, ViewComponent component, Paths paths) {
        List<? extends SqmSelection<?>> selections =
                statement.getQuerySpec().getSelectClause().getSelections();
        if (selections.size() != 1 || statement.getQuerySpec().getRootList().size() != 1) {
            throw paths.refused(
                    component.name(), "has the expression \"" + text + "\", which is not one value: write only one.");
        }
        if (!statement.getSqmParameters().isEmpty()) {
            throw paths.refused(
                    component.name(),
                    "has the expression \"" + text + "\", which has a parameter that nothing gives a value: write the"
                            + " value itself.");
        }
        if (ExpressionNodes.isAggregate(ExpressionNodes.selected(statement.getQuerySpec()))) {
            throw paths.refused(
                    component.name(),
                    "has the expression \"" + text + "\", which makes one row of all: make it a subquery, such as"
                            + " (select count(t) from Track t where t.album = e).");
        }
    }

    private void refuseInnerJoins(SqmSelectStatement<?> statement, String text, ViewComponent component, Paths paths) {
        innerJoins.find(statement.getQuerySpec().getRootList().get(0), entity).ifPresent(path -> {
            throw paths.refused(
                    component.name(),
                    "has the expression \"" + text + "\", which reads \"" + path
                            + "\" by an inner join, so that a row without that association would be lost: write"
                            + " @Select(\"" + path + "\") if that is all, or a subquery, such as"
                            + " (select a.name from Artist a where a = e.artist).");
        });
    }

    private Class<?> type(String text, SqmSelectableNode<?> node, ViewComponent component, Paths paths) {
        Class<?> type = ExpressionNodes.type(node);
        if (type == null || type == Object.class) {
            throw paths.refused(
                    component.name(),
                    "has the expression \"" + text + "\", whose type Hibernate does not know: write cast(" + text
                            + " as " + component.type().getSimpleName() + ").");
        }
        if (isEntity(node)) {
            throw paths.refused(
                    component.name(),
                    "would load the whole entity " + type.getSimpleName() + ": write one of its attributes.");
        }
        return type;
    }

    private static boolean isEntity(SqmSelectableNode<?> node) {
        return node.getNodeType() instanceof EntityType<?>;
    }
}
