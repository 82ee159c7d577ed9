package dev.headroom.keyset;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** A total order that was checked against the mapping: its last key is unique. */
record SeekOrder<E>(Class<E> entity, String id, List<SeekOrder.Key> keys, List<Run> runs) {

    /** One key with what the mapping says of it. */
    record Key(SortKey sortKey, KeyType<?> type, Type<?> mapping) {

        String path() {
            return sortKey.path();
        }

        boolean ascending() {
            return sortKey.ascending();
        }
    }

    List<SortKey> sortKeys() {
        return keys.stream().map(Key::sortKey).toList();
    }

    /**
     * @param sortKeys as the application gave them
     * @throws InvalidKeysetException naming entity, key and valid choices
     */
    static <E> SeekOrder<E> resolve(Class<E> entity, List<SortKey> sortKeys, EntityManagerFactory factory) {
        EntityType<E> entityType = entityType(entity, factory);
        String id = id(entityType).getName();
        List<SortKey> total = withId(sortKeys, id);
        List<Key> keys = new ArrayList<>();
        for (SortKey sortKey : total) {
            if (keys.stream().anyMatch(earlier -> earlier.path().equals(sortKey.path()))) {
                throw new InvalidKeysetException(
                        at(entityType, sortKey) + " is named twice: the second one can decide nothing; leave it out.");
            }
            keys.add(key(entityType, sortKey));
        }
        return new SeekOrder<>(entity, id, List.copyOf(keys), Run.of(keys, usesRowValues(factory)));
    }

    private static <E> EntityType<E> entityType(Class<E> entity, EntityManagerFactory factory) {
        try {
            return factory.getMetamodel().entity(entity);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidKeysetException(entity.getName() + " is not an entity of this EntityManagerFactory: name"
                    + " a class that is mapped with @Entity.");
        }
    }

    private static SingularAttribute<?, ?> id(EntityType<?> entityType) {
        if (!entityType.hasSingleIdAttribute()) {
            throw compositeId(entityType);
        }
        SingularAttribute<?, ?> id = entityType.getId(entityType.getIdType().getJavaType());
        if (id.getPersistentAttributeType() != PersistentAttributeType.BASIC) {
            throw compositeId(entityType);
        }
        return id;
    }

    private static InvalidKeysetException compositeId(EntityType<?> entityType) {
        return new InvalidKeysetException("The id of " + entityType.getName() + " has several parts, and this release"
                + " needs an id of one column to make the order unique.");
    }

    private static List<SortKey> withId(List<SortKey> sortKeys, String id) {
        if (sortKeys.stream().anyMatch(key -> key.path().equals(id))) {
            return sortKeys;
        }
        // In the direction of its neighbour, so that one comparison and a plain index serve both.
        boolean ascending =
                sortKeys.isEmpty() || sortKeys.get(sortKeys.size() - 1).ascending();
        List<SortKey> total = new ArrayList<>(sortKeys);
        total.add(ascending ? SortKey.asc(id) : SortKey.desc(id));
        return total;
    }

    private static Key key(EntityType<?> entityType, SortKey sortKey) {
        SingularAttribute<?, ?> attribute = entityType.getSingularAttributes().stream()
                .filter(candidate -> candidate.getName().equals(sortKey.path()))
                .findFirst()
                .orElseThrow(() -> new InvalidKeysetException(at(entityType, sortKey)
                        + " is not an attribute of the entity: choose one of " + choices(entityType) + "."));
        if (attribute.getPersistentAttributeType() != PersistentAttributeType.BASIC) {
            throw new InvalidKeysetException(
                    at(entityType, sortKey) + " is not a single column: choose one of " + choices(entityType) + ".");
        }
        if (attribute.isOptional() && !attribute.isId()) {
            throw new InvalidKeysetException(at(entityType, sortKey)
                    + " may be null, and null is not before or after anything: map it with nullable = false, or choose"
                    + " one of " + choices(entityType) + ".");
        }
        KeyType<?> type = KeyType.of(attribute.getJavaType())
                .orElseThrow(() -> new InvalidKeysetException(at(entityType, sortKey) + " is a "
                        + attribute.getJavaType().getName() + ", which cannot travel in a cursor: choose a key of type "
                        + KeyType.names() + "."));
        return new Key(sortKey, type, attribute.getType());
    }

    private static String at(EntityType<?> entityType, SortKey sortKey) {
        return "Sort key \"" + sortKey + "\" of " + entityType.getName();
    }

    private static String choices(EntityType<?> entityType) {
        return entityType.getSingularAttributes().stream()
                .filter(attribute -> attribute.getPersistentAttributeType() == PersistentAttributeType.BASIC)
                .filter(attribute -> attribute.isId() || !attribute.isOptional())
                .filter(attribute -> KeyType.of(attribute.getJavaType()).isPresent())
                .map(SingularAttribute::getName)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Only PostgreSQL and its relatives go to {@code (a, b) > (?, ?)} through an index; elsewhere it is a filter. */
    private static boolean usesRowValues(EntityManagerFactory factory) {
        Dialect dialect = factory.unwrap(SessionFactoryImplementor.class)
                .getJdbcServices()
                .getDialect();
        return dialect instanceof PostgreSQLDialect;
    }

    @Override
    public String toString() {
        return entity.getSimpleName() + " order by "
                + keys.stream().map(key -> key.sortKey().toString()).collect(Collectors.joining(", "));
    }
}
