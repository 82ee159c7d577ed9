package dev.headroom.retry;

import dev.headroom.testsupport.zoo.AnimalStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityVersionMapping;

/**
 * The rows of an animal, since they were filled. Times of the clock are told from those that were there, and not from each other.
 * So are versions that are times: a patch makes one that is later than the last, an entity manager one of the clock.
 */
final class ZooContent {

    private static final Pattern COLUMNS = Pattern.compile(", (?=[A-Za-z_][\\w ]*=)");

    private final Pattern timeOfToday = Pattern.compile(
            Year.now(ZoneOffset.UTC) + "-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([+-]\\d\\d(:\\d\\d)?)?");
    private final AnimalStore store;
    private final Set<String> timeVersions = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    /** Times, and columns with versions, that were there. */
    private final Set<String> known = new HashSet<>();

    ZooContent(AnimalStore store) throws SQLException {
        this.store = store;
        store.entityManagerFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .forEachEntityDescriptor(entity -> {
                    // Others share the factory, and have columns of the same names.
                    if (store.animal().entities().contains(entity.getMappedClass())) {
                        note(entity.getVersionMapping());
                    }
                });
        try (Connection connection = store.statements().getConnection()) {
            store.content(connection).values().forEach(rows -> rows.forEach(this::know));
        }
    }

    private void know(String row) {
        known.addAll(List.of(columns(row)));
        timeOfToday.matcher(row).results().forEach(time -> known.add(time.group()));
    }

    private void note(EntityVersionMapping version) {
        if (version != null
                && !Number.class.isAssignableFrom(version.getJavaType().getJavaTypeClass())) {
            timeVersions.add(version.getSelectionExpression());
        }
    }

    static String[] columns(String row) {
        return COLUMNS.split(row, -1);
    }

    static String name(String column) {
        return column.substring(0, column.indexOf('='));
    }

    SortedMap<String, List<String>> read(Connection connection) throws SQLException {
        SortedMap<String, List<String>> content = store.content(connection);
        content.replaceAll(
                (table, rows) -> rows.stream().map(this::row).sorted().toList());
        return content;
    }

    private String row(String row) {
        String timeless = Arrays.stream(columns(row)).map(this::column).collect(Collectors.joining(", "));
        return timeOfToday
                .matcher(timeless)
                .replaceAll(time -> known.contains(time.group()) ? "a time that was there" : "now");
    }

    private String column(String column) {
        boolean isNew = timeVersions.contains(name(column)) && !known.contains(column);
        return isNew ? name(column) + "=another version" : column;
    }
}
