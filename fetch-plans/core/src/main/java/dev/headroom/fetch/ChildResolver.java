package dev.headroom.fetch;

import dev.headroom.fetch.internal.mapping.HiddenLinks;
import dev.headroom.fetch.internal.mapping.IdPaths;
import dev.headroom.fetch.internal.statement.ChildLink;
import dev.headroom.fetch.internal.statement.ChildOrder;
import dev.headroom.fetch.internal.statement.ChildQuery;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.jspecify.annotations.Nullable;

/** Checks the lists of children of a plan against the mapping. */
final class ChildResolver {

    private final String root;
    private final SessionFactoryImplementor factory;
    private final Set<String> names = new HashSet<>();

    ChildResolver(String root, EntityManagerFactory factory) {
        this.root = root;
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
    }

    /**
     * @param attributes from the owner: embeddables, then the collection
     * @throws InvalidFetchPlanException if it is no collection of such entities, or its name is taken
     */
    <C> ChildQuery<?, C> resolve(
            String name,
            @Nullable Class<?> owner,
            List<String> attributes,
            Attribute<?, ?> attribute,
            ChildNode<C> spec) {
        refuseNoEntities(name, attribute, spec.type());
        if (!names.add(name)) {
            throw refused(name, "names two lists of children: give one of them another name with as(…).");
        }
        return query(name, Objects.requireNonNull(owner), attributes, spec);
    }

    private void refuseNoEntities(String name, Attribute<?, ?> attribute, Class<?> type) {
        if (!(attribute instanceof PluralAttribute<?, ?, ?> plural)) {
            throw refused(name, "is no collection, so nothing of it can be left out: load it with fetch(…).");
        }
        if (!(plural.getElementType() instanceof EntityType<?> entity)) {
            throw refused(name, "is a collection of values, which come with their owner only: load it with fetch(…).");
        }
        if (!entity.getJavaType().isAssignableFrom(type)) {
            throw refused(
                    name,
                    "holds entities of " + entity.getJavaType().getName() + " and not of " + type.getName()
                            + ": name that class, or a subclass of it.");
        }
        if (factory.getMetamodel().getEntities().stream().noneMatch(known -> known.getJavaType() == type)) {
            throw refused(name, "is to hold " + type.getName() + ", which is no entity: name a class with @Entity.");
        }
    }

    private <P, C> ChildQuery<P, C> query(String name, Class<P> owner, List<String> attributes, ChildNode<C> spec) {
        IdPaths childIds = IdPaths.of(factory.getMetamodel().entity(spec.type()));
        ChildOrder<C> order = new ChildOrder<>(spec.orders(), childIds);
        checkOrder(name, spec);
        PluralAttributeMapping collection = collection(owner, attributes);
        HiddenLinks links = new HiddenLinks(collection, factory);
        String refusal = links.refusal(spec.type());
        if (refusal != null) {
            throw refused(name, refusal);
        }
        return new ChildQuery<>(
                owner,
                spec.type(),
                new ChildLink(attributes, collection, links.areThere()),
                List.copyOf(spec.filters()),
                order,
                spec.limit(),
                IdPaths.of(factory.getMetamodel().entity(owner)),
                childIds);
    }

    /** Tries the keys without running anything. */
    private <C> void checkOrder(String name, ChildNode<C> spec) {
        CriteriaBuilder cb = factory.getCriteriaBuilder();
        Root<C> child = cb.createQuery().from(spec.type());
        for (BiFunction<Root<C>, CriteriaBuilder, Order> key : spec.orders()) {
            Order order = made(name, key, child, cb);
            if (order.getNullPrecedence() == Nulls.NONE && mayBeNull(order, child)) {
                throw refused(
                        name,
                        "has a key in its order that may be null, and databases put nulls at different ends: say Nulls.FIRST"
                                + " or Nulls.LAST, as in cb.desc(child.get(\"paid\"), Nulls.LAST).");
            }
        }
    }

    private <C> Order made(
            String name, BiFunction<Root<C>, CriteriaBuilder, Order> key, Root<C> child, CriteriaBuilder cb) {
        try {
            return key.apply(child, cb);
        } catch (IllegalArgumentException unknown) {
            InvalidFetchPlanException refused =
                    refused(name, "has a key in its order that cannot be made: " + unknown.getMessage() + ".");
            refused.initCause(unknown);
            throw refused;
        }
    }

    private static boolean mayBeNull(Order order, Root<?> child) {
        return !(order.getExpression() instanceof Path<?> path
                && path.getParentPath() == child
                && path.getModel() instanceof SingularAttribute<?, ?> attribute
                && !attribute.isOptional());
    }

    private PluralAttributeMapping collection(Class<?> owner, List<String> attributes) {
        ManagedMappingType type = factory.getMappingMetamodel().getEntityDescriptor(owner);
        for (String name : attributes) {
            AttributeMapping attribute = type.findAttributeMapping(name);
            if (attribute instanceof EmbeddableValuedModelPart embedded) {
                type = embedded.getEmbeddableTypeDescriptor();
            } else if (attribute instanceof PluralAttributeMapping plural) {
                return plural;
            }
        }
        throw new IllegalStateException(owner.getName() + " has no collection at " + attributes);
    }

    private InvalidFetchPlanException refused(String name, String problem) {
        return new InvalidFetchPlanException("\"" + name + "\" of " + root + " " + problem);
    }
}
