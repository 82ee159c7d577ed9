package dev.headroom.fetch;

import dev.headroom.fetch.StrategyRules.Joins;
import dev.headroom.fetch.StrategyRules.Obstacle;
import dev.headroom.fetch.internal.mapping.MappedParts;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.jspecify.annotations.Nullable;

/**
 * What an association of a plan starts from.
 *
 * @param type its class, or the subclass that it is treated as; null for values
 * @param entity the mapped class, as far as it is an entity, also from within its embeddables
 * @param mapping of the type
 * @param joins what leads to it in its statement
 * @param passed entities that lead to it by associations that the plan does not name
 */
record Owner(
        String path,
        @Nullable ManagedType<?> type,
        @Nullable EntityType<?> entity,
        @Nullable ManagedMappingType mapping,
        Joins joins,
        Set<EntityType<?>> passed) {

    /** Where a statement of its own starts. */
    static Owner of(String path, EntityType<?> entity, EntityMappingType mapping, Set<EntityType<?>> passed) {
        return new Owner(path, entity, entity, mapping, Joins.NONE, passed);
    }

    String path(String attribute) {
        return path.isEmpty() ? attribute : path + "." + attribute;
    }

    @Nullable Class<?> entityClass() {
        return entity == null ? null : entity.getJavaType();
    }

    /** The only class of owners that is meant; null for all. */
    @Nullable Class<?> subclass() {
        return joins.obstacle() == Obstacle.SUBCLASS ? entityClass() : null;
    }

    Owner as(EntityType<?> subclass, EntityMappingType mapped) {
        return new Owner(path, subclass, subclass, mapped, joins.ofSubclass(), passed);
    }

    Owner in(Attribute<?, ?> embedded) {
        ManagedType<?> embeddable = (ManagedType<?>) ((SingularAttribute<?, ?>) embedded).getType();
        ManagedMappingType mapped = MappedParts.target(MappedParts.part(mapping, embedded.getName()));
        return new Owner(path(embedded.getName()), embeddable, entity, mapped, joins, passed);
    }

    Owner passing(EntityType<?> one) {
        Set<EntityType<?>> all = new HashSet<>(passed);
        all.add(one);
        return new Owner(path, one, one, mapping, joins, all);
    }
}
