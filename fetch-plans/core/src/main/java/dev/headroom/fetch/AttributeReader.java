package dev.headroom.fetch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Reads attributes in the way that the mapping says, by field or by getter. */
final class AttributeReader {

    private final SharedSessionContractImplementor session;

    AttributeReader(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /** The values that are not null, of those owners whose class has the attribute. */
    List<Object> read(List<String> attributes, Collection<?> owners) {
        List<Object> values = new ArrayList<>(owners.size());
        for (Object owner : owners) {
            Object value = read(attributes, owner);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private @Nullable Object read(List<String> attributes, Object owner) {
        ManagedMappingType type = persister(owner);
        Object value = owner;
        for (String name : attributes) {
            AttributeMapping attribute = type.findAttributeMapping(name);
            value = attribute == null ? null : attribute.getValue(value);
            if (value == null) {
                return null;
            }
            if (attribute instanceof EmbeddableValuedModelPart embedded) {
                type = embedded.getEmbeddableTypeDescriptor();
            }
        }
        return value;
    }

    /** Of a managed entity, the session knows it; of any other it finds it out by asking all that may name entities. */
    private EntityPersister persister(Object owner) {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(owner);
        return entry == null ? session.getEntityPersister(null, owner) : entry.getPersister();
    }
}
