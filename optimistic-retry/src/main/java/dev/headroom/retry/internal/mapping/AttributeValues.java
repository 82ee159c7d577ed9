package dev.headroom.retry.internal.mapping;

import java.util.function.BiFunction;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.internal.EmbeddedAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes attributes of entities in memory.
 *
 * @param persister of the entities
 * @param conversion makes of a value what is put into an attribute
 */
public record AttributeValues(
        EntityPersister persister, BiFunction<AttributeMapping, @Nullable Object, @Nullable Object> conversion) {

    /** The value of an attribute, or of the whole of which it is a part. */
    public @Nullable Object whole(Object entity, String path) {
        return persister.getValue(entity, attribute(path).getStateArrayPosition());
    }

    /**
     * Sets an attribute.
     *
     * @param path may lead to a part of an embeddable, which is replaced: it may be a record
     */
    public void set(Object entity, String path, @Nullable Object value) {
        AttributeMapping attribute = attribute(path);
        Object whole = path.contains(".")
                ? replaced(attribute, whole(entity, path), rest(path), value)
                : conversion.apply(attribute, value);
        persister.setValue(entity, attribute.getStateArrayPosition(), whole);
    }

    private AttributeMapping attribute(String path) {
        return persister.findAttributeMapping(Attributes.whole(path));
    }

    private static String rest(String path) {
        return path.substring(path.indexOf('.') + 1);
    }

    private Object replaced(
            AttributeMapping embedded, @Nullable Object embeddable, String path, @Nullable Object value) {
        EmbeddableMappingType type = ((EmbeddedAttributeMapping) embedded).getEmbeddableTypeDescriptor();
        AttributeMapping part = type.findAttributeMapping(Attributes.whole(path));
        @Nullable Object[] parts =
                embeddable == null ? new Object[type.getNumberOfAttributeMappings()] : type.getValues(embeddable);
        int place = part.getStateArrayPosition();
        parts[place] =
                path.contains(".") ? replaced(part, parts[place], rest(path), value) : conversion.apply(part, value);
        return type.getRepresentationStrategy().getInstantiator().instantiate(() -> parts);
    }
}
