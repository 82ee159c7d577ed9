package dev.headroom.keyset.internal.mapping;

import jakarta.persistence.Column;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.AnnotatedElement;
import java.util.Locale;
import java.util.Set;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.type.SqlTypes;

/**
 * Finds columns of the type {@code enum(…)}. Hibernate makes them on MySQL and MariaDB for enums that are stored by name.
 */
public record EnumColumns(EntityMappingType mapping) {

    private static final Set<Integer> ENUMS = Set.of(SqlTypes.ENUM, SqlTypes.ORDINAL_ENUM);

    /** Whether a path of the entity leads to one, as far as the mapping tells. */
    public boolean holds(String path, SingularAttribute<?, ?> attribute) {
        // A definition is what the table is made with, and the runtime mapping does not know of it.
        String definition = definition(attribute);
        if (!definition.isEmpty()) {
            return definition.toLowerCase(Locale.ROOT).startsWith("enum");
        }
        ModelPart part = mapping.findByPath(path);
        return part != null
                && part.getJdbcTypeCount() == 1
                && ENUMS.contains(part.getSingleJdbcMapping().getJdbcType().getDdlTypeCode());
    }

    private static String definition(SingularAttribute<?, ?> attribute) {
        Column column = attribute.getJavaMember() instanceof AnnotatedElement member
                ? member.getAnnotation(Column.class)
                : null;
        return column == null ? "" : column.columnDefinition().strip();
    }
}
