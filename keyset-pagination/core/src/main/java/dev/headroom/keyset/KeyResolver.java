package dev.headroom.keyset;

import dev.headroom.keyset.internal.database.Database;
import dev.headroom.keyset.internal.mapping.EnumColumns;
import dev.headroom.keyset.internal.mapping.KeyPath;
import dev.headroom.keyset.internal.mapping.ToOne;
import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.order.KeyExpression;
import dev.headroom.keyset.internal.order.SortRule;
import dev.headroom.keyset.internal.value.KeyTransport;
import dev.headroom.keyset.internal.value.KeyType;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.type.BasicType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.jspecify.annotations.Nullable;

/** Checks a key against the mapping. */
final class KeyResolver {

    private final EntityType<?> entityType;
    private final Database database;
    private final EntityMappingType mapping;
    private final SessionFactoryImplementor factory;
    private final EnumColumns enumColumns;

    KeyResolver(EntityType<?> entityType, EntityMappingType mapping, SessionFactoryImplementor factory) {
        this.entityType = entityType;
        this.mapping = mapping;
        this.factory = factory;
        this.database = Database.of(factory);
        this.enumColumns = new EnumColumns(mapping);
    }

    /**
     * @throws InvalidKeysetException naming entity, key and valid choices
     */
    Key resolve(SortRule rule) {
        Key key = rule.expression() == null ? attribute(rule) : expression(rule, rule.expression());
        if (rule.ignoringCase() && key.type().type() != String.class) {
            throw new InvalidKeysetException(at(rule) + " is a "
                    + key.type().type().getName() + ", and only a text can ignore case: leave ignoreCase() out.");
        }
        if (key.type().type() == Float.class && !database.comparesFloatsExactly()) {
            throw new InvalidKeysetException(at(rule) + " is a float, which this database does not find equal to"
                    + " itself, so that its rows would be repeated: map it as a double or a decimal.");
        }
        return key;
    }

    private Key expression(SortRule rule, KeyExpression<?> expression) {
        if (expression.type().isEnum() && !database.comparesEnumsAsItSorts()) {
            throw new InvalidKeysetException(
                    at(rule) + " is an enum by an expression, and this database loses rows of"
                            + " columns of the type enum(…): name the attribute instead, so that its column is known.");
        }
        BasicType<?> column = factory.getTypeConfiguration().getBasicTypeForJavaType(expression.type());
        KeyTransport transport = column == null ? null : transport(rule, column, expression.type());
        return new Key(
                rule,
                null,
                type(rule, transport == null ? expression.type() : transport.type()),
                null,
                transport,
                rule.saysWhereNullsGo(),
                nativeNulls(rule));
    }

    private Key attribute(SortRule rule) {
        List<KeyPath.Step> steps = new ArrayList<>();
        String[] names = rule.path().split("\\.", -1);
        ManagedType<?> owner = entityType;
        boolean nullable = false;
        for (int step = 0; step < names.length - 1; step++) {
            SingularAttribute<?, ?> attribute = find(rule, owner, names[step]);
            if (!(attribute.getType() instanceof ManagedType<?> target)) {
                throw new InvalidKeysetException(at(rule) + " goes through " + names[step]
                        + ", which has no attributes: choose one of " + choices(owner) + ".");
            }
            boolean joined = false;
            if (attribute.isAssociation()) {
                ToOne toOne = ToOne.of(attribute, part(names, step));
                if (toOne.isUnknownClass()) {
                    throw new InvalidKeysetException(at(rule) + " goes through " + names[step]
                            + ", and Hibernate cannot select the entity beside a joined @ConcreteProxy: leave that"
                            + " annotation out, or give the hierarchy a @DiscriminatorColumn.");
                }
                joined = step < names.length - 2 || !toOne.holds(names[step + 1]);
                nullable |= joined ? toOne.mayBeMissing() : attribute.isOptional() && !attribute.isId();
            }
            // An inner join lets the database start at either table, but loses the rows without the association.
            JoinType join = nullable ? JoinType.LEFT : JoinType.INNER;
            steps.add(new KeyPath.Step(names[step], joined ? join : null));
            owner = target;
        }
        SingularAttribute<?, ?> last = find(rule, owner, names[names.length - 1]);
        steps.add(new KeyPath.Step(last.getName(), null));
        return attribute(rule, steps, last, nullable || (last.isOptional() && !last.isId()), owner);
    }

    private Key attribute(
            SortRule rule,
            List<KeyPath.Step> steps,
            SingularAttribute<?, ?> attribute,
            boolean nullable,
            ManagedType<?> owner) {
        if (attribute.getPersistentAttributeType() != PersistentAttributeType.BASIC) {
            throw new InvalidKeysetException(at(rule)
                    + " is not a single column: choose one of its attributes, or one of " + choices(owner) + ".");
        }
        if (nullable && !rule.saysWhereNullsGo()) {
            throw new InvalidKeysetException(at(rule) + " may be null, and databases differ in where they put nulls:"
                    + " add nullsFirst() or nullsLast(), or map it as not null.");
        }
        if (!database.comparesEnumsAsItSorts() && enumColumns.holds(rule.path(), attribute)) {
            throw new InvalidKeysetException(
                    at(rule) + " is a column of the type enum(…), which this database sorts by"
                            + " number and compares as text, so that rows would be lost: make it a varchar, and map it with"
                            + " @JdbcTypeCode(SqlTypes.VARCHAR).");
        }
        KeyTransport transport = transport(rule, column(rule), attribute.getJavaType());
        return new Key(
                rule,
                KeyPath.of(steps),
                type(rule, transport == null ? attribute.getJavaType() : transport.type()),
                attribute.getType(),
                transport,
                nullable,
                nativeNulls(rule));
    }

    /** The column of an attribute: one, of values that have an order. */
    private JdbcMapping column(SortRule rule) {
        ModelPart part = mapping.findByPath(rule.path());
        if (part == null || part.getJdbcTypeCount() != 1) {
            throw new InvalidKeysetException(
                    at(rule) + " is stored in several columns: sort by an attribute that is" + " one column.");
        }
        JdbcMapping column = part.getSingleJdbcMapping();
        if (column.getJdbcType().isLob()) {
            throw new InvalidKeysetException(at(rule) + " is a large object, and databases sort those by where they"
                    + " are stored, or not at all: sort by a column of a bounded length.");
        }
        refuseTooLong(rule, part, column.getJdbcType());
        return column;
    }

    private void refuseTooLong(SortRule rule, ModelPart part, JdbcType type) {
        Long length = part instanceof BasicValuedModelPart basic ? basic.getLength() : null;
        int code = type.getDdlTypeCode();
        boolean isText = type.isString() || code == SqlTypes.LONG32VARCHAR || code == SqlTypes.LONG32NVARCHAR;
        boolean isBinary = type.isBinary() || code == SqlTypes.LONG32VARBINARY;
        if (length == null || !(isText || isBinary)) {
            return;
        }
        int longest = database.longestSorted();
        if (length > (isBinary ? 4L * longest : longest)) {
            throw new InvalidKeysetException(at(rule) + " may have a length of " + length
                    + ", and this database sorts by the first 1,024 bytes (max_sort_length), so that rows would be lost:"
                    + " make the column shorter, or sort by an expression for its first " + longest + " characters.");
        }
    }

    /** How values travel; null for as Hibernate reads and binds them. {@code lower(…)} is a text of its own. */
    private @Nullable KeyTransport transport(SortRule rule, JdbcMapping column, Class<?> javaType) {
        return rule.ignoringCase() ? null : KeyTransport.of(column, javaType, factory);
    }

    private @Nullable ModelPart part(String[] names, int step) {
        return mapping.findByPath(String.join(".", Arrays.copyOfRange(names, 0, step + 1)));
    }

    private boolean nativeNulls(SortRule rule) {
        return rule.putsNullsLast() == database.putsNullsLast(rule.ascending());
    }

    private KeyType<?> type(SortRule rule, Class<?> javaType) {
        return KeyType.of(javaType)
                .orElseThrow(() -> new InvalidKeysetException(at(rule) + " is a " + javaType.getName()
                        + ", which cannot travel in a cursor: choose a key of type " + KeyType.names() + "."));
    }

    private SingularAttribute<?, ?> find(SortRule rule, ManagedType<?> owner, String name) {
        return owner.getSingularAttributes().stream()
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidKeysetException(at(rule) + " needs an attribute \"" + name + "\" of "
                        + owner.getJavaType().getSimpleName() + ", which has none: choose one of " + choices(owner)
                        + "."));
    }

    String at(SortRule rule) {
        return "Sort key \"" + rule + "\" of " + entityType.getName();
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
