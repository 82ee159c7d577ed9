package dev.headroom.keyset;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;

/** Makes a total order of the keys that an application gave. */
final class OrderResolver<E> {

    private final EntityType<E> entityType;
    private final KeyResolver keyResolver;
    private final EntityMappingType mapping;
    private final Database database;

    /**
     * @throws InvalidKeysetException if the class is no entity
     */
    OrderResolver(Class<E> entity, EntityManagerFactory factory) {
        this.entityType = entityType(entity, factory);
        SessionFactoryImplementor hibernate = factory.unwrap(SessionFactoryImplementor.class);
        this.database = Database.of(factory);
        this.mapping = hibernate.getMappingMetamodel().getEntityDescriptor(entity);
        this.keyResolver = new KeyResolver(entityType, mapping, hibernate);
    }

    private static <E> EntityType<E> entityType(Class<E> entity, EntityManagerFactory factory) {
        try {
            return factory.getMetamodel().entity(entity);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidKeysetException(entity.getName() + " is not an entity of this EntityManagerFactory: name"
                    + " a class that is mapped with @Entity.");
        }
    }

    /**
     * @param sortKeys as the application gave them
     * @throws InvalidKeysetException naming entity, key and valid choices
     */
    SeekOrder<E> resolve(List<SortKey> sortKeys) {
        List<Key> keys = new ArrayList<>();
        for (SortKey sortKey : sortKeys) {
            refuseTwice(sortKey, keys);
            keys.add(keyResolver.resolve(sortKey));
        }
        if (!UniqueKeys.of(entityType, mapping).isCoveredBy(keys)) {
            addId(keys);
        }
        DoubtedKeys doubted = new DoubtedKeys(mapping, keys, IdPaths.of(entityType));
        return new SeekOrder<>(entityType.getJavaType(), IdPaths.single(entityType), keys, database, doubted);
    }

    private void refuseTwice(SortKey sortKey, List<Key> keys) {
        if (isNamed(sortKey.path(), keys)) {
            throw new InvalidKeysetException(
                    keyResolver.at(sortKey) + " is named twice: the second one can decide nothing; leave it out.");
        }
    }

    private static boolean isNamed(String path, List<Key> keys) {
        return keys.stream().anyMatch(key -> key.sortKey().path().equals(path));
    }

    private void addId(List<Key> keys) {
        // In the direction of its neighbour, so that one comparison and a plain index serve both.
        boolean ascending = keys.isEmpty() || keys.get(keys.size() - 1).ascending();
        for (String path : IdPaths.of(entityType)) {
            if (!isNamed(path, keys) || keys.stream().anyMatch(key -> isChanged(path, key))) {
                keys.add(keyResolver.resolve(ascending ? SortKey.asc(path) : SortKey.desc(path)));
            }
        }
    }

    /** Whether a key has the path of an id, but sorts by something else that is not unique. */
    private static boolean isChanged(String path, Key key) {
        return key.sortKey().path().equals(path)
                && (key.sortKey().ignoringCase() || key.sortKey().expression() != null);
    }
}
