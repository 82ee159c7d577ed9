package dev.headroom.fetch.watch;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * Finds how the application came to an entity, to say where a plan starts: through a loaded collection that holds it,
 * or through a to-one association that was loaded while the watch looked, or of an entity that a query asked for.
 * Others that refer to it may have nothing to do with it.
 */
final class PlanPathFinder {

    private final SharedSessionContractImplementor session;
    private final Set<String> watchedRoles;
    private final ToIntFunction<EntityMappingType> lastQuery;
    private final Set<String> passed = new HashSet<>();

    PlanPathFinder(
            SharedSessionContractImplementor session,
            Set<String> watchedRoles,
            ToIntFunction<EntityMappingType> lastQuery) {
        this.session = session;
        this.watchedRoles = watchedRoles;
        this.lastQuery = lastQuery;
    }

    /** From the entity on the way that a query asked for last; from the farthest if no query is known. */
    PlanPath find(Reference association) {
        Reference root = association;
        String path = association.path();
        String way = path;
        int last = lastQuery.applyAsInt(association.declaring());
        passed.add(rootOf(association.declaring()));
        for (Reference holder = holder(association); holder != null; holder = holder(holder)) {
            way = holder.path() + "." + way;
            passed.add(rootOf(holder.declaring()));
            int asked = lastQuery.applyAsInt(holder.declaring());
            if (asked >= last) {
                root = holder;
                path = way;
                last = asked;
            }
        }
        return new PlanPath(Roles.nameOf(root.declaring()), path, EagerPaths.of(root.declaring(), path));
    }

    /** Each entity is passed once, so that an association is not followed back. */
    private @Nullable Reference holder(Reference reference) {
        Reference holder = holdingCollection(reference);
        if (holder != null) {
            return holder;
        }
        List<Reference> references = References.to(session, reference.owner());
        return references.stream()
                .filter(one -> watchedRoles.contains(one.role()) || lastQuery.applyAsInt(one.declaring()) > 0)
                .filter(one -> !passed.contains(rootOf(one.declaring())))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Reference holdingCollection(Reference reference) {
        Reference[] found = new Reference[1];
        session.getPersistenceContextInternal()
                .forEachCollectionEntry(
                        (collection, entry) -> {
                            CollectionPersister role = entry.getLoadedPersister();
                            if (found[0] == null
                                    && role != null
                                    && !passed.contains(rootOf(role.getOwnerEntityPersister()))
                                    && leadsTo(role, reference)
                                    && holds(collection, reference.owner())) {
                                found[0] = new Reference(
                                        collection.getOwner(), role.getOwnerEntityPersister(), Roles.attributeOf(role));
                            }
                        },
                        false);
        return found[0];
    }

    private static boolean leadsTo(CollectionPersister role, Reference reference) {
        return role.getAttributeMapping().getElementDescriptor() instanceof EntityValuedModelPart elements
                && elements.getEntityMappingType().findAttributeMapping(reference.attribute()) != null;
    }

    private static boolean holds(PersistentCollection<?> collection, Object entity) {
        if (!collection.wasInitialized() || collection.getOwner() == null) {
            return false;
        }
        Object values = collection instanceof Map<?, ?> map ? map.values() : collection;
        return values instanceof Collection<?> elements
                && elements.stream().anyMatch(element -> References.isSame(element, entity));
    }

    private static String rootOf(EntityMappingType entity) {
        return entity.getEntityPersister().getRootEntityName();
    }
}
