package dev.headroom.projection;

import dev.headroom.projection.Source.Step;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import org.hibernate.metamodel.mapping.DiscriminatedAssociationModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.jspecify.annotations.Nullable;

/**
 * An attribute as one entity has it: where its declaration names a type variable, the entity says what that is.
 *
 * @param attribute as it is declared
 * @param type of its value, or of its elements
 * @param target what the value or the elements lead into; null for values
 * @param part of the mapping; null if Hibernate has none for it alone
 */
record ResolvedAttribute(
        Attribute<?, ?> attribute,
        Class<?> type,
        @Nullable ManagedType<?> target,
        @Nullable ModelPart part) {

    /** The attribute as its declaration says. */
    static ResolvedAttribute declared(Attribute<?, ?> attribute) {
        Class<?> type = attribute instanceof PluralAttribute<?, ?, ?> plural
                ? plural.getElementType().getJavaType()
                : attribute.getJavaType();
        return new ResolvedAttribute(attribute, type, Mapping.target(attribute), null);
    }

    /** Whether it refers to entities of any type, with {@code @Any} or {@code @ManyToAny}. */
    boolean any() {
        return Mapping.valuePart(part) instanceof DiscriminatedAssociationModelPart;
    }

    /**
     * Itself in a path.
     *
     * @param subclass that has it; null if the path has led to what has it
     */
    Step step(@Nullable String subclass) {
        return new Step(attribute.getName(), toOne(), subclass, References.embeddedId(part));
    }

    boolean toOne() {
        return Mapping.isToOne(attribute);
    }
}
