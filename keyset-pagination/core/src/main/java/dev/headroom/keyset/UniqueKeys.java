package dev.headroom.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.AnnotatedElement;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.NaturalId;

/**
 * The unique keys that the mapping of an entity declares: columns with {@code unique = true}, and the natural id. Only
 * those without nulls count, because a unique key admits many nulls.
 */
record UniqueKeys(Set<String> columns, Set<String> naturalId) {

    static UniqueKeys of(EntityType<?> entityType) {
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
        return new UniqueKeys(columns, naturalId);
    }

    boolean isCoveredBy(Iterable<Key> keys) {
        Set<String> sorted = new HashSet<>();
        for (Key key : keys) {
            // What is unique need not be so in lower case.
            if (!key.nullable()
                    && !key.sortKey().ignoringCase()
                    && key.sortKey().expression() == null) {
                sorted.add(key.sortKey().path());
            }
        }
        return columns.stream().anyMatch(sorted::contains) || (!naturalId.isEmpty() && sorted.containsAll(naturalId));
    }
}
