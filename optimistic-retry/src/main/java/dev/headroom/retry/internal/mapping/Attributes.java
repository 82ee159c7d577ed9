package dev.headroom.retry.internal.mapping;

import dev.headroom.retry.exception.InvalidUpdateException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Hibernate;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.DiscriminatedAssociationAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EmbeddedAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/** The attributes of an entity that patches may name, and the rules for them. Safe for use by many threads. */
public final class Attributes {

    private final String entity;
    private final EntityPersister persister;
    private final List<String> names;

    /** What patches have named. */
    private final Map<String, ModelPart> named = new ConcurrentHashMap<>();

    /** Those of them that a patch may write. */
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    public Attributes(String entity, EntityPersister persister) {
        this.entity = entity;
        this.persister = persister;
        this.names = Arrays.asList(persister.getPropertyNames());
    }

    /** The attribute of which a name may be a part. */
    public static String whole(String attribute) {
        int dot = attribute.indexOf('.');
        return dot < 0 ? attribute : attribute.substring(0, dot);
    }

    public int index(String attribute) {
        return names.indexOf(attribute);
    }

    /** The mapping of an attribute, or of a part of an embeddable. */
    public ModelPart part(String attribute) {
        ModelPart known = named.get(attribute);
        return known == null ? Objects.requireNonNull(findPart(attribute), attribute) : known;
    }

    private @Nullable ModelPart findPart(String attribute) {
        @Nullable ManagedMappingType type = persister;
        ModelPart part = null;
        for (String name : attribute.split("\\.", -1)) {
            part = type == null ? null : type.findAttributeMapping(name);
            type = part instanceof EmbeddedAttributeMapping embedded ? embedded.getEmbeddableTypeDescriptor() : null;
        }
        return part;
    }

    /**
     * A value as the attribute takes it: numbers may be of another type.
     *
     * @param call of the user, for the message
     */
    public Object fitting(String call, String attribute, Object value) {
        JavaType<?> type = part(attribute).getJavaType();
        Object fitting = value;
        if (value instanceof Number && !type.isInstance(value)) {
            try {
                fitting = type.coerce(value);
            } catch (RuntimeException tooLarge) { // Hibernate's, or of the JDK
                fitting = value;
            }
        }
        if (!type.isInstance(fitting)) {
            throw new InvalidUpdateException(call + ": \"" + attribute + "\" of " + entity + " is of "
                    + type.getTypeName() + ", and takes no " + value.getClass().getTypeName() + " of that value.");
        }
        return fitting;
    }

    /**
     * Refuses what is no attribute that a patch may name.
     *
     * @param call of the user, for the message
     * @param attribute may be a part of an embeddable
     */
    public void check(String call, String attribute) {
        if (named.containsKey(attribute)) {
            return;
        }
        String first = whole(attribute);
        ModelPart part = findPart(attribute);
        if (!isSingular(first) || part == null) {
            Set<String> valid = new TreeSet<>(names);
            valid.removeIf(name -> !isSingular(name));
            throw new InvalidUpdateException(call + ": " + entity + " has no attribute \"" + attribute
                    + "\" that an update could name; it has " + valid + ".");
        }
        named.put(attribute, part);
    }

    /** The attributes that a computation looks at. */
    public Set<String> checkInputs(String... attributes) {
        Set<String> inputs = new LinkedHashSet<>();
        for (String attribute : attributes) {
            check("dependsOn(…)", Objects.requireNonNull(attribute, "attributes"));
            inputs.add(attribute);
        }
        return inputs;
    }

    /** Neither the version nor a collection. */
    private boolean isSingular(String name) {
        int index = names.indexOf(name);
        return index >= 0
                && !(persister.isVersioned() && index == persister.getVersionPropertyIndex())
                && !persister.getPropertyTypes()[index].isCollectionType();
    }

    /** As {@link #check}, of what is compared as it was read: wholes only. */
    public void checkWhole(String call, String attribute) {
        check(call, attribute);
        if (attribute.contains(".")) {
            throw new InvalidUpdateException(call + ": ifUnchanged(\"" + attribute
                    + "\") names a part of an attribute; name \"" + whole(attribute) + "\".");
        }
        part(attribute).forEachSelectable((place, column) -> {
            if (column.isFormula()) {
                throw new InvalidUpdateException(call + ": ifUnchanged(\"" + attribute
                        + "\") names what is computed when it is read; name the attributes that it is computed from.");
            }
        });
    }

    /** As {@link #check}, of what is to be written: it must not be read-only. */
    public void checkWritten(String call, String attribute) {
        if (written.contains(attribute)) {
            return;
        }
        check(call, attribute);
        int index = index(whole(attribute));
        boolean[] updated = {persister.isMutable() && persister.getPropertyUpdateability()[index]};
        part(attribute).forEachSelectable((place, column) -> updated[0] &= column.isUpdateable());
        if (!updated[0]) {
            throw new InvalidUpdateException(call + ": the mapping says that \"" + attribute + "\" of " + entity
                    + ", or a column of it, is never updated; write another attribute, or a part of it.");
        }
        Generator generator = persister.getGenerators()[index];
        if (generator != null && (generator.generatesOnUpdate() || !generator.allowMutation())) {
            throw new InvalidUpdateException(call + ": \"" + attribute + "\" of " + entity
                    + " is generated, and would not keep the value; leave it out, it is written by itself.");
        }
        written.add(attribute);
    }

    /** What {@code set} may write. */
    public void checkSet(String call, String attribute, @Nullable Object value) {
        checkWritten(call, attribute);
        if (part(attribute) instanceof EmbeddedAttributeMapping embedded && hasCollection(embedded)) {
            throw new InvalidUpdateException(call + ": \"" + attribute + "\" of " + entity
                    + " has a collection inside, which a patch does not write; name the other parts, such as \""
                    + attribute + "."
                    + embedded.getEmbeddableTypeDescriptor()
                            .getAttributeMapping(0)
                            .getAttributeName()
                    + "\".");
        }
        if (mayReferToSeveralTypes(attribute) && !Hibernate.isInitialized(value)) {
            throw new InvalidUpdateException(
                    call + ": \"" + attribute + "\" of " + entity
                            + " takes entities of several types (@Any), and the type of a proxy that is not loaded is unknown; load it.");
        }
        if (value != null) {
            fitting(call, attribute, value);
        } else if (isNeverNull(attribute)) {
            throw new InvalidUpdateException(call + ": the mapping says that \"" + attribute + "\" of " + entity
                    + " is never null; name a value.");
        }
    }

    /**
     * Whether the database would not compare it exactly: MariaDB takes "a" for "A", and Hibernate does not bind a reference that may
     * be of several types before it is loaded.
     */
    public boolean isComparedInJava(String attribute) {
        return mayReferToSeveralTypes(attribute)
                || (persister.getFactory().getJdbcServices().getDialect() instanceof MySQLDialect
                        && hasText(part(attribute)));
    }

    private static boolean hasText(ModelPart part) {
        boolean[] found = {false};
        part.forEachSelectable((place, column) ->
                found[0] |= column.getJdbcMapping().getJdbcType().isString());
        return found[0];
    }

    /** As {@code @Any} does. */
    public boolean mayReferToSeveralTypes(String attribute) {
        return part(attribute) instanceof DiscriminatedAssociationAttributeMapping;
    }

    private static boolean hasCollection(EmbeddedAttributeMapping embedded) {
        boolean[] found = {false};
        embedded.getEmbeddableTypeDescriptor()
                .forEachAttributeMapping(part -> found[0] |= part instanceof PluralAttributeMapping
                        || (part instanceof EmbeddedAttributeMapping inner && hasCollection(inner)));
        return found[0];
    }

    private boolean isNeverNull(String attribute) {
        if (!attribute.contains(".")) {
            return !persister.getPropertyNullability()[index(attribute)];
        }
        return part(attribute) instanceof BasicValuedModelPart column && !column.isNullable();
    }

    /** What {@code add} may write. */
    public void checkNumber(String call, String attribute) {
        checkWritten(call, attribute);
        if (!Number.class.isAssignableFrom(part(attribute).getJavaType().getJavaTypeClass())) {
            throw new InvalidUpdateException(call + ": add(\"" + attribute + "\", …) needs a number, and \"" + attribute
                    + "\" of " + entity + " is of "
                    + part(attribute).getJavaType().getTypeName() + "; set it.");
        }
    }

    /** What is there and a delta. */
    public Object sum(String call, String attribute, @Nullable Object value, Number delta) {
        if (value == null) {
            throw new InvalidUpdateException(
                    call + ": add(\"" + attribute + "\", …) finds no number there, but null, and"
                            + " null and a number are null; look at the entity, and set the attribute where it is null.");
        }
        return fitting(call + ": add(\"" + attribute + "\", …)", attribute, Sum.of((Number) value, delta));
    }

    /** Whether a database could compute the sum: the column holds the number itself. */
    public boolean isStoredAsNumber(String attribute) {
        return part(attribute) instanceof BasicValuedModelPart column
                && column.getJdbcMapping().getValueConverter() == null
                && column.getJdbcMapping().getJdbcType().isNumber();
    }
}
