package dev.headroom.retry.internal.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.AnyType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/** Compares states of one entity as Hibernate does. Collections are not compared, and what was not loaded is not either. */
record StateComparison(EntityPersister persister) {

    /** The attributes that are different, except the version. */
    Set<String> changed(List<@Nullable Object> before, List<@Nullable Object> after) {
        Set<String> changed = Set.of();
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            boolean compared = !types[i].isCollectionType() && i != persister.getVersionPropertyIndex();
            if (compared && isDifferent(types[i], before.get(i), after.get(i))) {
                changed = changed.isEmpty() ? new LinkedHashSet<>() : changed;
                changed.add(persister.getPropertyNames()[i]);
            }
        }
        return changed;
    }

    /** Whether an attribute had this value when it was read; of what was not loaded it is unknown. */
    boolean had(int attribute, @Nullable Object read, @Nullable Object value) {
        return read != LazyPropertyInitializer.UNFETCHED_PROPERTY
                && !isDifferent(persister.getPropertyTypes()[attribute], read, value);
    }

    private boolean isDifferent(Type attribute, @Nullable Object before, @Nullable Object after) {
        if (before == after
                || before == LazyPropertyInitializer.UNFETCHED_PROPERTY
                || after == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return false;
        }
        if (before == null || after == null) {
            return true;
        }
        if (attribute instanceof AnyType) { // which is a CompositeType as well
            return !entityName(before).equals(entityName(after)) || !id(before).equals(id(after));
        }
        return attribute instanceof CompositeType parts
                ? arePartsDifferent(parts, before, after)
                : !attribute.isEqual(before, after, persister.getFactory());
    }

    /** Of what may be a proxy, which is not loaded for that. */
    private String entityName(Object entity) {
        return entity instanceof HibernateProxy proxy
                ? proxy.getHibernateLazyInitializer().getEntityName()
                : persister
                        .getFactory()
                        .getMappingMetamodel()
                        .getEntityDescriptor(entity.getClass())
                        .getEntityName();
    }

    private Object id(Object entity) {
        return Objects.requireNonNull(
                persister.getFactory().getPersistenceUnitUtil().getIdentifier(entity), "the id of a reference");
    }

    private boolean arePartsDifferent(CompositeType embeddable, Object before, Object after) {
        Type[] types = embeddable.getSubtypes();
        @Nullable Object[] old = embeddable.getPropertyValues(before);
        @Nullable Object[] now = embeddable.getPropertyValues(after);
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isCollectionType() && isDifferent(types[i], old[i], now[i])) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #had(int, Object, Object)}, of a part of an embeddable; of an association nobody tells. */
    static boolean had(ModelPart part, @Nullable Object read, @Nullable Object value) {
        return part instanceof BasicValuedModelPart column
                && isSame(column.getJdbcMapping().getJavaTypeDescriptor(), read, value);
    }

    @SuppressWarnings("unchecked") // both are of this type
    private static boolean isSame(JavaType<?> type, @Nullable Object one, @Nullable Object other) {
        return one == other || (one != null && other != null && ((JavaType<Object>) type).areEqual(one, other));
    }
}
