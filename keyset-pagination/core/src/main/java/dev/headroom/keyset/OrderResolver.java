package dev.headroom.keyset;

import dev.headroom.keyset.internal.database.Database;
import dev.headroom.keyset.internal.mapping.IdPaths;
import dev.headroom.keyset.internal.mapping.UniqueKeys;
import dev.headroom.keyset.internal.order.DoubtedKeys;
import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.order.SeekOrder;
import dev.headroom.keyset.internal.order.SortRule;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
            refuseTwice(sortKey.rule(), keys);
            keys.add(keyResolver.resolve(sortKey.rule()));
        }
        if (!UniqueKeys.of(entityType, mapping).areAmong(plainColumns(keys))) {
            addId(keys);
        }
        DoubtedKeys doubted = new DoubtedKeys(mapping, keys, IdPaths.of(entityType));
        return new SeekOrder<>(entityType.getJavaType(), IdPaths.single(entityType), keys, database, doubted);
    }

    /** Those by which rows can be told apart: a unique key admits many nulls. */
    private static Set<String> plainColumns(List<Key> keys) {
        return keys.stream()
                .filter(key -> key.isPlainColumn() && !key.nullable())
                .map(key -> key.rule().path())
                .collect(Collectors.toSet());
    }

    private void refuseTwice(SortRule rule, List<Key> keys) {
        if (isNamed(rule.path(), keys)) {
            throw new InvalidKeysetException(
                    keyResolver.at(rule) + " is named twice: the second one can decide nothing; leave it out.");
        }
    }

    private static boolean isNamed(String path, List<Key> keys) {
        return keys.stream().anyMatch(key -> key.rule().path().equals(path));
    }

    private void addId(List<Key> keys) {
        // In the direction of its neighbour, so that one comparison and a plain index serve both.
        boolean ascending = keys.isEmpty() || keys.get(keys.size() - 1).ascending();
        for (String path : IdPaths.of(entityType)) {
            if (!isNamed(path, keys) || keys.stream().anyMatch(key -> isChanged(path, key))) {
                keys.add(keyResolver.resolve(SortRule.of(path, ascending)));
            }
        }
    }

    /** Whether a key has the path of an id, but sorts by something else that is not unique. */
    private static boolean isChanged(String path, Key key) {
        return key.rule().path().equals(path)
                && (key.rule().ignoringCase() || key.rule().expression() != null);
    }
}
