package dev.headroom.fetch.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/** Finds who refers to an entity. Hibernate does not say, so this looks through the session, and loads nothing. */
final class References {

    private References() {}

    /**
     * The to-one associations that lead to an entity, one for each role, those of entities that were read last at the
     * end.
     */
    static List<Reference> to(SharedSessionContractImplementor session, Object entity) {
        return find(session, value -> isSame(value, entity));
    }

    /** The to-one associations that lead to an entity that is not loaded, in the same order. */
    static List<Reference> toProxy(SharedSessionContractImplementor session, String entityName, Object id) {
        return find(session, value -> {
            LazyInitializer proxy = HibernateProxy.extractLazyInitializer(value);
            return proxy != null
                    && proxy.isUninitialized()
                    && proxy.getEntityName().equals(entityName)
                    && id.equals(proxy.getInternalIdentifier());
        });
    }

    private static List<Reference> find(SharedSessionContractImplementor session, Predicate<Object> wanted) {
        List<Reference> found = new ArrayList<>();
        for (Map.Entry<Object, EntityEntry> entry :
                session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
            Search search = new Search(entry.getKey(), wanted, found);
            search.in(entry.getValue().getPersister(), entry.getKey(), null, "");
        }
        return found;
    }

    private record Search(Object owner, Predicate<Object> wanted, List<Reference> found) {

        /**
         * @param holder the class that has the embeddable; null if the container is the entity
         */
        void in(ManagedMappingType type, Object container, @Nullable EntityMappingType holder, String prefix) {
            for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
                AttributeMapping attribute = type.getAttributeMapping(i);
                EntityMappingType declaring = holder == null ? declaring(attribute, type) : holder;
                // All entities of a session are searched for each lazy load, so nothing else is read of them.
                if (attribute instanceof EntityValuedModelPart) {
                    Object value = attribute.getValue(container);
                    if (value != null && wanted.test(value)) {
                        add(new Reference(owner, declaring, prefix + attribute.getAttributeName()));
                    }
                } else if (attribute instanceof EmbeddableValuedModelPart embedded) {
                    Object value = attribute.getValue(container);
                    if (value != null) {
                        in(
                                embedded.getEmbeddableTypeDescriptor(),
                                value,
                                declaring,
                                prefix + attribute.getAttributeName() + ".");
                    }
                }
            }
        }

        /** The class of the hierarchy that a query for such attributes asks for. */
        private static EntityMappingType declaring(AttributeMapping attribute, ManagedMappingType entity) {
            return attribute.getDeclaringType() instanceof EntityMappingType declaring
                    ? declaring
                    : (EntityMappingType) entity;
        }

        private void add(Reference reference) {
            found.removeIf(one -> one.role().equals(reference.role()));
            found.add(reference);
        }
    }

    /** How many entities of a kind are there, if one statement may be for several of them. */
    static int loaded(SharedSessionContractImplementor session, EntityPersister kind) {
        if (!session.getLoadQueryInfluencers().effectivelyBatchLoadable(kind)) {
            return 0;
        }
        int loaded = 0;
        for (Map.Entry<Object, EntityEntry> entry :
                session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
            if (entry.getValue().getPersister().getRootEntityName().equals(kind.getRootEntityName())) {
                loaded++;
            }
        }
        return loaded;
    }

    /** Whether a value is an entity, or its proxy. */
    static boolean isSame(@Nullable Object value, Object target) {
        if (value == null || value == target) {
            return value != null;
        }
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(value);
        return proxy != null && !proxy.isUninitialized() && Hibernate.unproxy(value) == target;
    }
}
