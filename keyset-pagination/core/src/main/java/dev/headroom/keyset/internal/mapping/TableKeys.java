package dev.headroom.keyset.internal.mapping;

import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The unique constraints and unique indexes that {@code @Table} declares for an entity and those that it extends. What has
 * options does not count: they may exclude rows.
 */
final class TableKeys {

    /** A column as the database knows it. */
    private record TableColumn(String table, String name) {}

    /** Columns that are unique together, by the names that the mapping gives them. */
    private record UniqueColumns(String table, List<String> names) {}

    private final EntityMappingType mapping;
    private final List<UniqueColumns> declared;

    private TableKeys(EntityMappingType mapping, List<UniqueColumns> declared) {
        this.mapping = mapping;
        this.declared = declared;
    }

    static TableKeys of(EntityMappingType mapping) {
        List<UniqueColumns> declared = new ArrayList<>();
        for (EntityMappingType type = mapping; type != null; type = tableAbove(type)) {
            Table table = type.getJavaType().getJavaTypeClass().getAnnotation(Table.class);
            if (table != null) {
                String name = type.getMappedTableDetails().getTableName();
                constraints(table).forEach(columns -> declared.add(new UniqueColumns(name, columns)));
            }
        }
        return new TableKeys(mapping, declared);
    }

    /** A class with a whole table of its own has no part of its row in another one. */
    private static @Nullable EntityMappingType tableAbove(EntityMappingType type) {
        return type.getEntityPersister() instanceof UnionSubclassEntityPersister ? null : type.getSuperMappingType();
    }

    private static Stream<List<String>> constraints(Table table) {
        return Stream.concat(
                Arrays.stream(table.uniqueConstraints())
                        .filter(constraint -> constraint.options().isEmpty())
                        .map(constraint -> List.of(constraint.columnNames())),
                Arrays.stream(table.indexes())
                        .filter(index -> index.unique() && index.options().isEmpty())
                        .map(index -> columns(index.columnList())));
    }

    /** The names in a list such as {@code "name, price desc"}. */
    private static List<String> columns(String list) {
        return Arrays.stream(list.split(","))
                .map(column -> column.strip().replaceFirst("(?i)\\s+(asc|desc)$", ""))
                .toList();
    }

    /** Whether attributes of the entity include all columns of a unique key. */
    boolean isCoveredBy(Set<String> paths) {
        Set<TableColumn> sorted = new HashSet<>();
        for (String path : paths) {
            TableColumn column = column(path);
            if (column != null) {
                sorted.add(column);
            }
        }
        return declared.stream()
                .anyMatch(unique -> unique.names().stream().allMatch(name -> isAmong(sorted, unique.table(), name)));
    }

    private @Nullable TableColumn column(String path) {
        ModelPart part = mapping.findByPath(path);
        if (part == null || part.getJdbcTypeCount() != 1) {
            return null;
        }
        List<TableColumn> columns = new ArrayList<>();
        part.forEachSelectable((index, column) -> columns.add(
                new TableColumn(column.getContainingTableExpression(), plain(column.getSelectionExpression()))));
        return columns.get(0);
    }

    /** Hibernate passes names through its naming strategy, which may write {@code hallId} as {@code hall_id}. */
    private static boolean isAmong(Set<TableColumn> sorted, String table, String name) {
        String snakeCase = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2");
        return sorted.contains(new TableColumn(table, plain(name)))
                || sorted.contains(new TableColumn(table, plain(snakeCase)));
    }

    private static String plain(String name) {
        return name.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
    }
}
