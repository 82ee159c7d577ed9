package dev.headroom.retry;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;

/** What rows an update must leave, told from those that an entity manager leaves, which writes more than was changed. */
final class ZooRows {

    private final Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> references;
    private final SortedMap<String, List<String>> before;

    /**
     * @param before all rows
     */
    ZooRows(EntityPersister persister, SortedMap<String, List<String>> before) {
        persister.getIdentifierMapping().forEachSelectable((place, column) -> keys.add(name(column)));
        this.references = ZooReferences.columns(persister);
        this.before = before;
    }

    static String name(SelectableMapping column) {
        return column.getSelectionExpression().replaceAll("[\"`]", "");
    }

    /**
     * An entity manager writes all columns, and what it reads of some is not what is there: a converter trims, a driver rounds. A
     * patch that is one statement writes what it names.
     */
    SortedMap<String, List<String>> only(Set<String> named, SortedMap<String, List<String>> after) {
        return keeping((column, value) -> !named.contains(column), after);
    }

    /**
     * An entity manager reads null for a reference to a row that the mapping hides, and writes that null with all other columns. A
     * patch leaves it as it was.
     */
    SortedMap<String, List<String>> kept(Set<String> named, SortedMap<String, List<String>> after) {
        return keeping(
                (column, value) -> references.contains(column) && !named.contains(column) && value.equals("null"),
                after);
    }

    /** Rows of the root with what was there in some columns. */
    private SortedMap<String, List<String>> keeping(
            BiPredicate<String, String> isKept, SortedMap<String, List<String>> after) {
        SortedMap<String, List<String>> kept = new TreeMap<>(after);
        kept.replaceAll((table, rows) -> rows.equals(before.get(table))
                ? rows
                : rows.stream()
                        .map(row -> keeping(isKept, row, ofSameKey(row, before.get(table))))
                        .sorted()
                        .toList());
        return kept;
    }

    private String ofSameKey(String row, List<String> rows) {
        return rows.stream()
                .filter(other -> key(other).equals(key(row)))
                .findFirst()
                .orElse(row);
    }

    private List<String> key(String row) {
        return Arrays.stream(ZooContent.columns(row))
                .filter(column -> keys.contains(ZooContent.name(column)))
                .toList();
    }

    private static String keeping(BiPredicate<String, String> isKept, String row, String old) {
        String[] before = ZooContent.columns(old);
        String[] after = ZooContent.columns(row);
        for (int place = 0; place < after.length; place++) {
            String name = ZooContent.name(after[place]);
            if (isKept.test(name, after[place].substring(name.length() + 1))) {
                after[place] = before[place];
            }
        }
        return String.join(", ", after);
    }
}
