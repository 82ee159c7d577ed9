package dev.headroom.keyset.internal.mapping;

import java.util.List;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPartContainer;
import org.hibernate.sql.Template;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a key are stored.
 *
 * @param table as it stands in SQL
 * @param name as it stands in SQL, so with quotes where it needs them
 */
public record KeyColumn(String table, String name) {

    /** The column of an attribute in the entity's own tables; null if its values are computed or are in another entity's table. */
    public static @Nullable KeyColumn of(@Nullable KeyPath path, EntityMappingType entity) {
        if (path == null || !path.table().isEmpty()) {
            return null;
        }
        return part(path.steps(), entity) instanceof BasicValuedModelPart column && isStored(column)
                ? new KeyColumn(column.getContainingTableExpression(), column.getSelectionExpression())
                : null;
    }

    /** Not a formula, nor read through an expression; Hibernate has one for many a plain column, too. */
    private static boolean isStored(BasicValuedModelPart column) {
        String read = column.getCustomReadExpression();
        return !column.isFormula()
                && (read == null || read.equals(Template.TEMPLATE + "." + column.getSelectionExpression()));
    }

    private static @Nullable ModelPart part(List<KeyPath.Step> steps, EntityMappingType entity) {
        ModelPart part = entity;
        for (KeyPath.Step step : steps) {
            part = part instanceof ModelPartContainer container ? container.findSubPart(step.attribute(), null) : null;
        }
        return part;
    }

    /** Hibernate reads a hierarchy with a table for each class from a subquery. */
    public boolean isOfOneTable() {
        return !table.startsWith("(");
    }
}
