package dev.headroom.fetch.watch;

import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.collection.CollectionPersister;

/** Names of associations as a developer writes them: the simple name of the entity, and the path of the attribute. */
final class Roles {

    private Roles() {}

    static String of(CollectionPersister collection) {
        return nameOf(collection.getOwnerEntityPersister()) + "." + attributeOf(collection);
    }

    static String attributeOf(CollectionPersister collection) {
        return collection
                .getRole()
                .substring(collection.getOwnerEntityPersister().getEntityName().length() + 1);
    }

    static String nameOf(EntityMappingType entity) {
        return entity.getEntityPersister().getMappedClass().getSimpleName();
    }
}
