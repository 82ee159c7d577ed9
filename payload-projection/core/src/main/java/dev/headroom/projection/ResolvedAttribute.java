package dev.headroom.projection;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import org.jspecify.annotations.Nullable;

/**
 * An attribute as one entity has it: where its declaration names a type variable, the entity says what that is.
 *
 * @param attribute as it is declared
 * @param type of its value, or of its elements
 * @param target what the value or the elements lead into; null for values
 * @param any whether it refers to entities of any type, with {@code @Any} or {@code @ManyToAny}
 */
record ResolvedAttribute(
        Attribute<?, ?> attribute, Class<?> type, @Nullable ManagedType<?> target, boolean any) {

    /** The attribute as its declaration says. */
    static ResolvedAttribute declared(Attribute<?, ?> attribute) {
        Class<?> type = attribute instanceof PluralAttribute<?, ?, ?> plural
                ? plural.getElementType().getJavaType()
                : attribute.getJavaType();
        return new ResolvedAttribute(attribute, type, Mapping.target(attribute), false);
    }

    ResolvedAttribute ofAny() {
        return new ResolvedAttribute(attribute, type, target, true);
    }

    boolean toOne() {
        return Mapping.isToOne(attribute);
    }
}
