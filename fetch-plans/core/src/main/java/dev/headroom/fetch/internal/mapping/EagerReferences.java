package dev.headroom.fetch.internal.mapping;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.FetchTiming;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.entity.EntityPersister;

/**
 * To-one associations that Hibernate loads with their owner whatever the mapping or a graph says, because there can be
 * no proxy. Unless they are joined, that is a statement for each owner. Those whose target may be hidden or missing are
 * left as they are.
 */
public final class EagerReferences {

    private final SessionFactoryImplementor factory;

    public EagerReferences(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** The names that lead to each of them, through embeddables. */
    public List<List<String>> of(Class<?> entity) {
        return of(factory.getMappingMetamodel().getEntityDescriptor(entity));
    }

    private List<List<String>> of(EntityPersister persister) {
        List<List<String>> found = new ArrayList<>();
        find(List.of(), persister, found);
        findInId(persister, found);
        return found;
    }

    /** Of an identifier, a query selects even what would have a proxy: it needs the whole key before the entity. */
    private static void findInId(EntityPersister persister, List<List<String>> found) {
        if (persister.getIdentifierMapping() instanceof EmbeddableValuedModelPart id) {
            String name = persister.getIdentifierPropertyName();
            id.visitFetchables(
                    part -> {
                        if (part instanceof EntityValuedModelPart
                                && part.getMappedFetchOptions().getTiming() == FetchTiming.IMMEDIATE) {
                            found.add(
                                    name == null
                                            ? List.of(part.getFetchableName())
                                            : List.of(name, part.getFetchableName()));
                        }
                    },
                    null);
        }
    }

    private static void find(List<String> path, ManagedMappingType type, List<List<String>> found) {
        for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = type.getAttributeMapping(i);
            List<String> below = new ArrayList<>(path);
            below.add(attribute.getAttributeName());
            ToOne reference = ToOne.of(attribute);
            if (reference != null && reference.isImmediate() && reference.unjoinable() == null) {
                found.add(List.copyOf(below));
            } else if (attribute instanceof EmbeddableValuedModelPart embedded) {
                find(below, embedded.getEmbeddableTypeDescriptor(), found);
            }
        }
    }
}
