package dev.headroom.keyset;

import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.order.SortRule;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** The orders that an entity can be asked for: each single attribute that can be reached, and some put together. */
final class ZooOrders {

    private static final int MOST_ASSOCIATIONS = 1;

    private ZooOrders() {}

    static List<String> paths(ManagedType<?> type) {
        List<String> paths = new ArrayList<>();
        add("", type, 0, paths);
        return paths;
    }

    private static void add(String prefix, ManagedType<?> type, int associations, List<String> paths) {
        type.getSingularAttributes().stream()
                .sorted(Comparator.comparing(SingularAttribute::getName))
                .forEach(attribute -> {
                    String path = prefix + attribute.getName();
                    if (attribute.getPersistentAttributeType() == PersistentAttributeType.BASIC) {
                        paths.add(path);
                    } else if (attribute.getType() instanceof ManagedType<?> target) {
                        int crossed = associations + (attribute.isAssociation() ? 1 : 0);
                        if (crossed <= MOST_ASSOCIATIONS) {
                            add(path + ".", target, crossed, paths);
                        }
                    }
                });
    }

    static List<SortKey> random(List<String> paths, Random random) {
        List<SortKey> keys = new ArrayList<>();
        List<String> left = new ArrayList<>(paths);
        for (int count = 2 + random.nextInt(2); count > 0 && !left.isEmpty(); count--) {
            String path = left.remove(random.nextInt(left.size()));
            SortKey key = random.nextBoolean() ? SortKey.asc(path) : SortKey.desc(path);
            keys.add(random.nextBoolean() ? key.nullsFirst() : key.nullsLast());
        }
        return keys;
    }

    /** The same order in HQL, with the joins that it needs: none for a foreign key, which may refer to nothing. */
    static String hql(String entity, List<Key> keys) {
        List<String> joined = new ArrayList<>();
        List<String> sort = new ArrayList<>();
        StringBuilder from = new StringBuilder("select e from ").append(entity).append(" e");
        for (Key each : keys) {
            SortRule key = each.rule();
            String value = isForeignKey(each) ? "e." + key.path() : value(key.path(), joined, from);
            sort.add(value
                    + (key.ascending() ? " asc" : " desc")
                    + (key.saysWhereNullsGo() ? key.putsNullsLast() ? " nulls last" : " nulls first" : ""));
        }
        return from + " order by " + String.join(", ", sort);
    }

    private static boolean isForeignKey(Key key) {
        return key.path() != null && key.path().table().isEmpty();
    }

    /** How many rows have no value there. */
    static String hqlOfNulls(String entity, String path) {
        StringBuilder from =
                new StringBuilder("select count(*) from ").append(entity).append(" e");
        String value = value(path, new ArrayList<>(), from);
        return from + " where " + value + " is null";
    }

    private static String value(String path, List<String> joined, StringBuilder from) {
        String[] names = path.split("\\.", -1);
        String owner = "e";
        String way = "";
        for (int step = 0; step < names.length - 1; step++) {
            way += "." + names[step];
            if (!joined.contains(way)) {
                joined.add(way);
                from.append(" left join ")
                        .append(owner)
                        .append('.')
                        .append(names[step])
                        .append(" j")
                        .append(joined.size());
            }
            owner = "j" + (joined.indexOf(way) + 1);
        }
        return owner + "." + names[names.length - 1];
    }
}
