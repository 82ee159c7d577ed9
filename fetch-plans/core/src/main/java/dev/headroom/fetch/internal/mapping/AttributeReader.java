package dev.headroom.fetch.internal.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Reads attributes in the way that the mapping says, by field or by getter. */
public final class AttributeReader {

    private final SharedSessionContractImplementor session;

    public AttributeReader(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /** The values that are not null, of those owners whose class has the attribute. */
    public List<Object> read(List<String> attributes, Collection<?> owners) {
        List<Object> values = new ArrayList<>(owners.size());
        for (Object owner : owners) {
            Object value = read(attributes, owner);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** The value of an entity, or of an embeddable that comes from a collection. */
    @Nullable Object read(List<String> attributes, Object owner) {
        ManagedMappingType type = owner instanceof Element element ? element.type() : persister(owner);
        Object value = owner instanceof Element element ? element.value() : owner;
        for (String name : attributes) {
            Step step = step(type, name, value);
            if (step == null || step.value() == null) {
                return null;
            }
            value = step.value();
            type = step.embeddable() == null ? type : step.embeddable();
        }
        return value;
    }

    /** Of a managed entity, the session knows it; of any other it finds it out by asking all that may name entities. */
    private EntityPersister persister(Object owner) {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(owner);
        return entry == null ? session.getEntityPersister(null, owner) : entry.getPersister();
    }

    private record Step(@Nullable Object value, @Nullable EmbeddableMappingType embeddable) {}

    private @Nullable Step step(ManagedMappingType type, String name, Object owner) {
        AttributeMapping attribute = type.findAttributeMapping(name);
        if (attribute != null) {
            return new Step(
                    attribute.getValue(owner),
                    attribute instanceof EmbeddableValuedModelPart embedded
                            ? embedded.getEmbeddableTypeDescriptor()
                            : null);
        }
        return type instanceof EntityMappingType entity ? idStep(entity.getIdentifierMapping(), name, owner) : null;
    }

    private static @Nullable Step idStep(EntityIdentifierMapping id, String name, Object owner) {
        if (id instanceof AggregatedIdentifierMapping && id.getAttributeName().equals(name)) {
            EmbeddableMappingType type =
                    id.getPartMappingType() instanceof EmbeddableMappingType embeddable ? embeddable : null;
            return new Step(id.getIdentifier(owner), type);
        }
        if (id instanceof NonAggregatedIdentifierMapping several) {
            AttributeMapping attribute = several.getVirtualIdEmbeddable().findAttributeMapping(name);
            return attribute == null ? null : new Step(attribute.getValue(owner), null);
        }
        return null;
    }

    /** The first to-one association of an entity that has such a value; null if none has. */
    public @Nullable List<String> pathTo(Predicate<Object> reference, Object entity) {
        EntityMappingType type = session.getEntityPersister(null, entity);
        List<String> path = pathTo(reference, type, entity);
        EntityIdentifierMapping id = type.getIdentifierMapping();
        if (path == null && id.getPartMappingType() instanceof EmbeddableMappingType embeddable) {
            path = id instanceof NonAggregatedIdentifierMapping several
                    ? pathTo(reference, several.getVirtualIdEmbeddable(), entity)
                    : under(id.getAttributeName(), pathTo(reference, embeddable, id.getIdentifier(entity)));
        }
        return path;
    }

    private static @Nullable List<String> pathTo(Predicate<Object> reference, ManagedMappingType type, Object owner) {
        for (AttributeMapping attribute : attributes(type)) {
            if (attribute instanceof EntityAssociationMapping) {
                Object value = attribute.getValue(owner);
                if (value != null && reference.test(value)) {
                    return List.of(attribute.getAttributeName());
                }
            } else if (attribute instanceof EmbeddableValuedModelPart embedded) {
                Object value = attribute.getValue(owner);
                List<String> below =
                        value == null ? null : pathTo(reference, embedded.getEmbeddableTypeDescriptor(), value);
                if (below != null) {
                    return under(attribute.getAttributeName(), below);
                }
            }
        }
        return null;
    }

    private static List<AttributeMapping> attributes(ManagedMappingType type) {
        List<AttributeMapping> attributes = new ArrayList<>();
        type.forEachAttributeMapping((Consumer<AttributeMapping>) attributes::add);
        return attributes;
    }

    private static @Nullable List<String> under(String name, @Nullable List<String> below) {
        if (below == null) {
            return null;
        }
        List<String> path = new ArrayList<>(List.of(name));
        path.addAll(below);
        return path;
    }

    /** How the elements of a managed collection are mapped; null unless they are embeddables. */
    public @Nullable EmbeddableMappingType embeddable(Object collection) {
        if (!(collection instanceof PersistentCollection<?> persistent) || persistent.getRole() == null) {
            return null;
        }
        return session.getFactory()
                                .getMappingMetamodel()
                                .getCollectionDescriptor(persistent.getRole())
                                .getAttributeMapping()
                                .getElementDescriptor()
                        instanceof EmbeddableValuedModelPart part
                ? part.getEmbeddableTypeDescriptor()
                : null;
    }

    /** An embeddable of a collection, which does not say by itself how it is mapped. */
    public record Element(Object value, EmbeddableMappingType type) {}
}
