package dev.headroom.keyset.internal.mapping;

import jakarta.persistence.Column;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.AnnotatedElement;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.NaturalId;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;

/**
 * The unique keys that the mapping of an entity declares: columns with {@code unique = true}, the natural id, and what its
 * table declares. Only those without nulls count, because a unique key admits many nulls.
 */
public final class UniqueKeys {

    private final Set<String> columns;
    private final Set<String> naturalId;
    private final TableKeys table;
    private final boolean inOneTable;

    private UniqueKeys(Set<String> columns, Set<String> naturalId, TableKeys table, boolean inOneTable) {
        this.columns = columns;
        this.naturalId = naturalId;
        this.table = table;
        this.inOneTable = inOneTable;
    }

    public static UniqueKeys of(EntityType<?> entityType, EntityMappingType mapping) {
        Set<String> columns = new HashSet<>();
        Set<String> naturalId = new HashSet<>();
        for (SingularAttribute<?, ?> attribute : entityType.getSingularAttributes()) {
            if (attribute.getJavaMember() instanceof AnnotatedElement member) {
                Column column = member.getAnnotation(Column.class);
                if (column != null && column.unique()) {
                    columns.add(attribute.getName());
                }
                if (member.isAnnotationPresent(NaturalId.class)) {
                    naturalId.add(attribute.getName());
                }
            }
        }
        return new UniqueKeys(columns, naturalId, TableKeys.of(mapping), isInOneTable(mapping));
    }

    /** Where every class has a whole table, a value that is unique in each may be in several. */
    private static boolean isInOneTable(EntityMappingType mapping) {
        return !(mapping.getEntityPersister() instanceof UnionSubclassEntityPersister) || !mapping.hasSubclasses();
    }

    /** Whether attributes that are never null include a unique key. */
    public boolean areAmong(Set<String> paths) {
        return inOneTable
                && (columns.stream().anyMatch(paths::contains)
                        || (!naturalId.isEmpty() && paths.containsAll(naturalId))
                        || table.isCoveredBy(paths));
    }
}
