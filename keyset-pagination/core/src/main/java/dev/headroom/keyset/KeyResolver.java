package dev.headroom.keyset;

import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.metamodel.mapping.EntityMappingType;

/** Checks a key against the mapping. */
final class KeyResolver {

    private final EntityType<?> entityType;
    private final Database database;
    private final EnumColumns enumColumns;

    KeyResolver(EntityType<?> entityType, EntityMappingType mapping, Database database) {
        this.entityType = entityType;
        this.database = database;
        this.enumColumns = new EnumColumns(mapping);
    }

    /**
     * @throws InvalidKeysetException naming entity, key and valid choices
     */
    Key resolve(SortKey sortKey) {
        Key key = sortKey.expression() == null ? attribute(sortKey) : expression(sortKey, sortKey.expression());
        if (sortKey.ignoringCase() && key.type().type() != String.class) {
            throw new InvalidKeysetException(at(sortKey) + " is a "
                    + key.type().type().getName() + ", and only a text can ignore case: leave ignoreCase() out.");
        }
        if (key.type().type() == Float.class && !database.comparesFloatsExactly()) {
            throw new InvalidKeysetException(at(sortKey) + " is a float, which this database does not find equal to"
                    + " itself, so that its rows would be repeated: map it as a double or a decimal.");
        }
        return key;
    }

    private Key expression(SortKey sortKey, KeyExpression<?> expression) {
        if (expression.type().isEnum() && !database.comparesEnumsAsItSorts()) {
            throw new InvalidKeysetException(
                    at(sortKey) + " is an enum by an expression, and this database loses rows of"
                            + " columns of the type enum(…): name the attribute instead, so that its column is known.");
        }
        return new Key(
                sortKey,
                null,
                type(sortKey, expression.type()),
                null,
                sortKey.saysWhereNullsGo(),
                nativeNulls(sortKey));
    }

    private Key attribute(SortKey sortKey) {
        List<KeyPath.Step> steps = new ArrayList<>();
        String[] names = sortKey.path().split("\\.", -1);
        ManagedType<?> owner = entityType;
        boolean nullable = false;
        for (int step = 0; step < names.length - 1; step++) {
            SingularAttribute<?, ?> attribute = find(sortKey, owner, names[step]);
            if (!(attribute.getType() instanceof ManagedType<?> target)) {
                throw new InvalidKeysetException(at(sortKey) + " goes through " + names[step]
                        + ", which has no attributes: choose one of " + choices(owner) + ".");
            }
            nullable |= attribute.isAssociation() && attribute.isOptional() && !attribute.isId();
            // An inner join lets the database start at either table, but loses the rows without the association.
            JoinType join = nullable ? JoinType.LEFT : JoinType.INNER;
            steps.add(new KeyPath.Step(names[step], isJoined(attribute, target, names, step) ? join : null));
            owner = target;
        }
        SingularAttribute<?, ?> last = find(sortKey, owner, names[names.length - 1]);
        steps.add(new KeyPath.Step(last.getName(), null));
        return attribute(sortKey, steps, last, nullable || (last.isOptional() && !last.isId()), owner);
    }

    private Key attribute(
            SortKey sortKey,
            List<KeyPath.Step> steps,
            SingularAttribute<?, ?> attribute,
            boolean nullable,
            ManagedType<?> owner) {
        if (attribute.getPersistentAttributeType() != PersistentAttributeType.BASIC) {
            throw new InvalidKeysetException(at(sortKey)
                    + " is not a single column: choose one of its attributes, or one of " + choices(owner) + ".");
        }
        if (nullable && !sortKey.saysWhereNullsGo()) {
            throw new InvalidKeysetException(at(sortKey) + " may be null, and databases differ in where they put nulls:"
                    + " add nullsFirst() or nullsLast(), or map it as not null.");
        }
        if (!database.comparesEnumsAsItSorts() && enumColumns.holds(sortKey.path(), attribute)) {
            throw new InvalidKeysetException(
                    at(sortKey) + " is a column of the type enum(…), which this database sorts by"
                            + " number and compares as text, so that rows would be lost: make it a varchar, and map it with"
                            + " @JdbcTypeCode(SqlTypes.VARCHAR).");
        }
        return new Key(
                sortKey,
                KeyPath.of(steps),
                type(sortKey, attribute.getJavaType()),
                attribute.getType(),
                nullable,
                nativeNulls(sortKey));
    }

    /** The id of an association is its foreign key, and needs no join. */
    private static boolean isJoined(
            SingularAttribute<?, ?> attribute, ManagedType<?> target, String[] names, int step) {
        if (!attribute.isAssociation()) {
            return false;
        }
        boolean foreignKey = attribute.getPersistentAttributeType() == PersistentAttributeType.MANY_TO_ONE
                && step == names.length - 2
                && target.getSingularAttributes().stream()
                        .anyMatch(id -> id.isId() && id.getName().equals(names[step + 1]));
        return !foreignKey;
    }

    private boolean nativeNulls(SortKey sortKey) {
        return sortKey.putsNullsLast() == database.putsNullsLast(sortKey.ascending());
    }

    private KeyType<?> type(SortKey sortKey, Class<?> javaType) {
        return KeyType.of(javaType)
                .orElseThrow(() -> new InvalidKeysetException(at(sortKey) + " is a " + javaType.getName()
                        + ", which cannot travel in a cursor: choose a key of type " + KeyType.names() + "."));
    }

    private SingularAttribute<?, ?> find(SortKey sortKey, ManagedType<?> owner, String name) {
        return owner.getSingularAttributes().stream()
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidKeysetException(at(sortKey) + " needs an attribute \"" + name + "\" of "
                        + owner.getJavaType().getSimpleName() + ", which has none: choose one of " + choices(owner)
                        + "."));
    }

    String at(SortKey sortKey) {
        return "Sort key \"" + sortKey + "\" of " + entityType.getName();
    }

    private static String choices(ManagedType<?> owner) {
        return owner.getSingularAttributes().stream()
                .filter(attribute -> attribute.getPersistentAttributeType() != PersistentAttributeType.BASIC
                        || KeyType.of(attribute.getJavaType()).isPresent())
                .map(attribute -> attribute.getName()
                        + (attribute.getPersistentAttributeType() == PersistentAttributeType.BASIC ? "" : ".…"))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
