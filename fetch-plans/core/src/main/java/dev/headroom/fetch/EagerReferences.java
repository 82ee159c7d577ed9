package dev.headroom.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.engine.FetchTiming;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.ForeignKeyDirection;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;

/**
 * To-one associations that Hibernate loads with their owner whatever the mapping or a graph says: without the target's
 * identifier there is no proxy. Unless they are joined, that is a statement for each owner.
 */
final class EagerReferences {

    private final SessionFactoryImplementor factory;

    EagerReferences(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** The names that lead to each of them, through embeddables. */
    List<List<String>> of(Class<?> entity) {
        return of(factory.getMappingMetamodel().getEntityDescriptor(entity));
    }

    /** Those that subclasses add, by the simple name of the class: no graph for the entity can name them. */
    List<String> ofSubclasses(Class<?> entity) {
        return factory.getMappingMetamodel().getEntityDescriptor(entity).getSubclassEntityNames().stream()
                .sorted()
                .map(factory.getMappingMetamodel()::getEntityDescriptor)
                .filter(subclass -> subclass.getMappedClass() != entity)
                .flatMap(this::added)
                .toList();
    }

    private Stream<String> added(EntityPersister subclass) {
        List<List<String>> inherited =
                of(Objects.requireNonNull(subclass.getSuperMappingType()).getEntityPersister());
        return of(subclass).stream()
                .filter(attributes -> !inherited.contains(attributes))
                .map(attributes -> subclass.getMappedClass().getSimpleName() + "." + String.join(".", attributes));
    }

    private List<List<String>> of(EntityPersister persister) {
        String[] names = persister.getPropertyNames();
        Type[] types = persister.getPropertyTypes();
        boolean[] lazy = persister.getPropertyLaziness();
        List<List<String>> found = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            // Bytecode that was enhanced for it leaves even these for later.
            if (!lazy[i]) {
                find(List.of(names[i]), types[i], found);
            }
        }
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

    private static void find(List<String> path, Type type, List<List<String>> found) {
        if (type instanceof ComponentType embeddable) {
            String[] names = embeddable.getPropertyNames();
            for (int i = 0; i < names.length; i++) {
                List<String> below = new ArrayList<>(path);
                below.add(names[i]);
                find(below, embeddable.getSubtypes()[i], found);
            }
        } else if (type instanceof EntityType reference && hasNoKey(reference)) {
            found.add(List.copyOf(path));
        }
    }

    private static boolean hasNoKey(EntityType reference) {
        boolean otherSide = reference instanceof OneToOneType oneToOne
                && oneToOne.getForeignKeyDirection() == ForeignKeyDirection.TO_PARENT;
        return otherSide || !reference.isReferenceToPrimaryKey();
    }
}
