package dev.headroom.fetch;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.zoo.AnimalStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.MappingMetamodel;

/**
 * All tables of an animal, as a transaction sees them that has not ended.
 *
 * @param tables their quoted names
 * @param count of all rows
 */
record ZooRows(List<String> tables, int count) {

    private static final long RECENT_MILLIS = 86_400_000;

    /** No row has it, and it fits everywhere. */
    private static final String CHANGED = "q";

    static ZooRows of(AnimalStore store) {
        char quote = store.kind() == DatabaseKind.MARIADB ? '`' : '"';
        try {
            Map<String, List<String>> content = store.content();
            Set<String> own = ownTables(store);
            return new ZooRows(
                    content.keySet().stream()
                            .filter(name -> !content.get(name).isEmpty() || own.contains(simple(name)))
                            .map(name -> quote + name.replace(".", quote + "." + quote) + quote)
                            .toList(),
                    content.values().stream().mapToInt(List::size).sum());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Other animals may have tables beside these, without rows. */
    private static Set<String> ownTables(AnimalStore store) {
        Set<Class<?>> entities = Set.copyOf(store.animal().entities());
        MappingMetamodel mapping = store.entityManagerFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel();
        Set<String> names = new HashSet<>();
        mapping.forEachEntityDescriptor(entity -> {
            if (entities.contains(entity.getMappedClass())) {
                Stream.of(entity.getTableNames()).map(ZooRows::simple).forEach(names::add);
            }
        });
        mapping.forEachCollectionDescriptor(collection -> {
            if (entities.contains(collection.getOwnerEntityPersister().getMappedClass())) {
                Stream.of(collection.getCollectionSpaces()).map(ZooRows::simple).forEach(names::add);
            }
        });
        return names;
    }

    private static String simple(String table) {
        return table.substring(table.lastIndexOf('.') + 1).replaceAll("\\W", "").toLowerCase(Locale.ROOT);
    }

    String content(EntityManager em) {
        return em.unwrap(Session.class).doReturningWork(this::content);
    }

    private String content(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String table : tables) {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("select * from " + table)) {
                while (found.next()) {
                    lines.add(table + ": " + row(found));
                }
            }
        }
        lines.sort(String::compareTo);
        return String.join("\n", lines);
    }

    private static String row(ResultSet found) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
            cells.add(found.getMetaData().getColumnName(column) + "=" + cell(found, column));
        }
        return cells.toString();
    }

    /** What is written now by a clock differs from one run to the next. */
    private static String cell(ResultSet found, int column) throws SQLException {
        if (found.getMetaData().getColumnTypeName(column).equals("oid")) {
            return "large object";
        }
        Object value = found.getObject(column);
        if (value instanceof java.sql.Timestamp || value instanceof java.time.OffsetDateTime) {
            java.sql.Timestamp time = found.getTimestamp(column);
            return Math.abs(time.getTime() - System.currentTimeMillis()) < RECENT_MILLIS ? "now" : time.toString();
        }
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : found.getString(column);
    }

    /** Changes a plain attribute of each entity. */
    void change(EntityType<?> entity, Collection<?> entities) {
        plain(entity).ifPresent(field -> entities.forEach(one -> change(field, Hibernate.unproxy(one))));
    }

    /** The same by a statement, which touches no other column; empty if the entity has no such attribute. */
    Optional<String> statement(EntityType<?> entity) {
        return plain(entity)
                .map(field -> (entity.hasVersionAttribute() ? "update versioned " : "update ") + entity.getName()
                        + " e set e." + field.getName() + " = '" + CHANGED + "'");
    }

    /** A column that the entity itself writes. */
    private static Optional<Field> plain(EntityType<?> entity) {
        if (entity.getJavaType().isAnnotationPresent(Immutable.class)) {
            return Optional.empty();
        }
        return entity.getAttributes().stream()
                .filter(attribute -> attribute instanceof SingularAttribute<?, ?> single
                        && !single.isId()
                        && !single.isVersion()
                        && single.getJavaType() == String.class
                        && single.getJavaMember() instanceof Field)
                .sorted(Comparator.comparing(Attribute::getName))
                .map(attribute -> (Field) attribute.getJavaMember())
                .filter(field -> !field.isAnnotationPresent(Formula.class))
                .findFirst();
    }

    private static void change(Field field, Object entity) {
        try {
            ((AccessibleObject) field).setAccessible(true);
            field.set(entity, CHANGED);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(field.toString(), e);
        }
    }
}
