package dev.headroom.fetch.watch;

import dev.headroom.fetch.watch.EagerTarget.Cause;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * To-one associations that are loaded unasked. Whether an entity is used cannot be seen, but of a proxy it can: so
 * their owners get a proxy of the loaded entity, as they would have if the association was lazy.
 */
record FetchedReferences(Fetches fetches, SharedSessionContractImplementor session) {

    /** An entity whose row is read: notes which association wants it, which Hibernate knows only now. */
    void reading(EntityPersister persister, Object id) {
        EntityHolder holder = holder(session.generateEntityKey(id, persister));
        if (holder == null || holder.getEntityInitializer() == null) {
            return;
        }
        ModelPart part = holder.getEntityInitializer().getInitializedPart();
        if (isReference(part)) {
            fetches.add(holder, new EagerTarget(cause((AttributeMapping) part)));
        } else if (fetches.isEager(persister.getRootEntityName())) {
            fetches.add(holder, new EagerTarget(null));
        } else if (part instanceof EntityMappingType && fetches.look().reference() && holder.getProxy() != null) {
            planned(holder, holder.getProxy());
        }
    }

    /** A plan loads what is behind proxies. Which association it follows is clear if only one leads there. */
    private void planned(EntityHolder holder, Object proxy) {
        List<Reference> found = References.to(session, proxy);
        if (found.size() == 1
                && found.get(0).declaring().findByPath(found.get(0).path()) instanceof AttributeMapping association) {
            fetches.add(holder, new EagerTarget(new Cause(found.get(0).role(), association)));
        }
    }

    /** An entity that is read whole: what it refers to is seen through proxies from now on. */
    void read(EntityPersister persister, Object entity) {
        EntityHolder holder = holder(entity);
        EagerTarget target = holder == null ? null : fetches.target(holder);
        Cause cause = target == null ? null : target.cause();
        if (holder != null && target != null && cause != null && target.proxy() == null) {
            see(target, cause, holder.getProxy());
        }
        in(persister, persister, entity, "");
    }

    /** The application asks for an entity by its id. If it is there already, that is use. */
    void found(Object entity) {
        EntityHolder holder = holder(Hibernate.unproxy(entity));
        EagerTarget target = holder == null ? null : fetches.target(holder);
        if (target != null) {
            target.used();
        }
    }

    private void in(EntityPersister owner, ManagedMappingType type, Object container, String prefix) {
        for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = type.getAttributeMapping(i);
            if (isReference(attribute)) {
                EntityMappingType declaring =
                        attribute.getDeclaringType() instanceof EntityMappingType entity ? entity : owner;
                String role = Roles.nameOf(declaring) + "." + prefix + attribute.getAttributeName();
                replace(new Cause(role, attribute), container);
            } else if (attribute instanceof EmbeddableValuedModelPart embedded) {
                Object value = attribute.getValue(container);
                if (value != null) {
                    in(
                            owner,
                            embedded.getEmbeddableTypeDescriptor(),
                            value,
                            prefix + attribute.getAttributeName() + ".");
                }
            }
        }
    }

    private void replace(Cause reference, Object container) {
        Object value = reference.association().getValue(container);
        LazyInitializer lazy = value == null ? null : HibernateProxy.extractLazyInitializer(value);
        Object entity = lazy == null ? value : lazy.isUninitialized() ? null : lazy.getImplementation();
        EntityHolder holder = entity == null ? null : holder(entity);
        EagerTarget target = holder == null ? null : fetches.target(holder);
        if (entity == null || target == null) {
            return;
        }
        if (target.proxy() == null) {
            see(target, target.cause() == null ? reference : target.cause(), lazy == null ? proxy(entity) : value);
        }
        HibernateProxy proxy = target.proxy();
        if (lazy == null && proxy != null) {
            put(reference.association(), container, proxy, target);
        }
    }

    private void see(EagerTarget target, Cause cause, @Nullable Object proxy) {
        if (proxy instanceof HibernateProxy telling && UsedReference.canTell(proxy)) {
            target.seeThrough(telling, fetches.loaded(cause.role(), cause.association()));
        }
    }

    /** Where it cannot be put, its use is not known, and it is taken for used. */
    private static void put(AttributeMapping attribute, Object container, HibernateProxy proxy, EagerTarget target) {
        if (attribute.getPropertyAccess().getSetter() != null
                && attribute.getJavaType().getJavaTypeClass().isInstance(proxy)) {
            attribute.setValue(container, proxy);
        } else {
            target.used();
        }
    }

    private @Nullable Object proxy(Object entity) {
        EntityPersister persister = session.getEntityPersister(null, entity);
        if (!persister.hasProxy()) {
            return null;
        }
        Object proxy = persister.createProxy(persister.getIdentifier(entity, session), session);
        LazyInitializer lazy = HibernateProxy.extractLazyInitializer(proxy);
        if (lazy != null) {
            lazy.setImplementation(entity);
        }
        return proxy;
    }

    private @Nullable EntityHolder holder(Object entity) {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
        return entry == null ? null : holder(entry.getEntityKey());
    }

    private @Nullable EntityHolder holder(EntityKey key) {
        return session.getPersistenceContextInternal().getEntityHolder(key);
    }

    /** Not the inverse ones, which cannot be lazy. */
    private static boolean isReference(ModelPart part) {
        return part instanceof AttributeMapping
                && part instanceof EntityAssociationMapping association
                && association.getSideNature() == ForeignKeyDescriptor.Nature.KEY;
    }

    private static Cause cause(AttributeMapping part) {
        EntityMappingType entity = part.findContainingEntityMapping();
        String path = part.getNavigableRole()
                .getFullPath()
                .substring(entity.getEntityName().length() + 1);
        return new Cause(Roles.nameOf(entity) + "." + path, part);
    }
}
