package dev.headroom.fetch;

import dev.headroom.fetch.StrategyRules.Joins;
import dev.headroom.fetch.StrategyRules.Obstacle;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** Checks a plan against the mapping, and chooses a strategy for each association. */
final class PlanResolver {

    private final MappedAttributes mapping;
    private final StrategyRules rules;
    private final ChildResolver beside;
    private final EagerReferences eager;
    private final Set<String> warnings = new LinkedHashSet<>();

    /**
     * @throws InvalidFetchPlanException if the class is no entity
     */
    PlanResolver(Class<?> root, boolean paged, EntityManagerFactory factory) {
        this.mapping = new MappedAttributes(factory.getMetamodel(), root);
        this.rules = new StrategyRules(rootName(), paged);
        this.eager = new EagerReferences(factory.unwrap(SessionFactoryImplementor.class));
        this.beside = new ChildResolver(rootName(), factory);
    }

    String rootName() {
        return mapping.root().getName();
    }

    /** What the statements that a plan counts on do not hold for; known when all is resolved. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private Owner start() {
        return new Owner("", mapping.root(), mapping.root(), Joins.NONE, Set.of());
    }

    List<PlanNode> resolve(FetchNode node) {
        return children(start(), List.of(), node);
    }

    /** What comes back beside the roots. */
    List<Children<?>> beside(FetchNode node) {
        return beside(start(), List.of(), node);
    }

    private List<Children<?>> beside(Owner owner, List<String> embedded, FetchNode spec) {
        List<Children<?>> children = new ArrayList<>();
        for (ChildNode<?> child : spec.beside()) {
            children.add(children(owner, embedded, child));
        }
        for (Map.Entry<String, FetchNode> inner : spec.children().entrySet()) {
            Attribute<?, ?> attribute = mapping.find(owner.type(), inner.getKey(), owner.path(inner.getKey()));
            if (MappedAttributes.isEmbedded(attribute)) {
                List<String> attributes = Stream.concat(embedded.stream(), Stream.of(inner.getKey()))
                        .toList();
                children.addAll(beside(embedded(owner, attribute), attributes, inner.getValue()));
            }
        }
        return List.copyOf(children);
    }

    private <C> Children<C> children(Owner owner, List<String> embedded, ChildNode<C> spec) {
        Attribute<?, ?> attribute = mapping.find(owner.type(), spec.attribute(), owner.path(spec.attribute()));
        String name = spec.name() == null ? owner.path(spec.attribute()) : spec.name();
        List<String> attributes =
                Stream.concat(embedded.stream(), Stream.of(spec.attribute())).toList();
        ChildQuery<?, C> query = beside.resolve(name, owner.entityClass(), attributes, attribute, spec);
        Owner child =
                new Owner(name, mapping.entity(spec.type()), mapping.entity(query.child()), Joins.NONE, owner.passed());
        return new Children<>(
                name,
                query,
                spec.batchSize(),
                children(child, List.of(), spec.below()),
                beside(child, List.of(), spec.below()));
    }

    private List<PlanNode> children(Owner owner, List<String> embedded, FetchNode spec) {
        List<PlanNode> nodes = new ArrayList<>();
        for (Map.Entry<String, FetchNode> child : spec.children().entrySet()) {
            nodes.addAll(child(owner, embedded, child.getKey(), child.getValue()));
        }
        if (embedded.isEmpty() && owner.entity() != null) {
            nodes.addAll(unasked(owner, owner.entity(), nodes));
        }
        return List.copyOf(nodes);
    }

    /** What Hibernate loads in any case, and would load row by row. */
    private List<PlanNode> unasked(Owner owner, EntityType<?> entity, List<PlanNode> asked) {
        if (owner.passed().contains(entity)) {
            return List.of();
        }
        eager.ofSubclasses(entity.getJavaType()).forEach(attribute -> warnings.add(warning(owner, attribute)));
        Set<EntityType<?>> passed = new HashSet<>(owner.passed());
        passed.add(entity);
        Owner start = new Owner(owner.path(), entity, entity, owner.joins(), passed);
        List<PlanNode> nodes = new ArrayList<>();
        for (List<String> attributes : eager.of(entity.getJavaType())) {
            if (asked.stream().noneMatch(node -> node.attributes().equals(attributes))) {
                FetchNode spec = new FetchNode();
                spec.fetch(String.join(".", attributes));
                spec.children().forEach((name, child) -> nodes.addAll(child(start, List.of(), name, child)));
            }
        }
        return nodes;
    }

    private static String warning(Owner owner, String attribute) {
        return (owner.path().isEmpty() ? "" : owner.path() + ": ") + "Hibernate selects " + attribute
                + " for each row, because only a subclass has it, and it cannot be lazy: put the column on its side, or"
                + " enhance that class for lazy loading";
    }

    private List<PlanNode> child(Owner owner, List<String> embedded, String name, FetchNode spec) {
        Attribute<?, ?> attribute = mapping.find(owner.type(), name, owner.path(name));
        List<String> attributes = new ArrayList<>(embedded);
        attributes.add(name);
        if (MappedAttributes.isEmbedded(attribute) && spec.leadsOn()) {
            return children(embedded(owner, attribute), attributes, spec);
        }
        if (!attribute.isAssociation() && !attribute.isCollection()) {
            throw mapping.refused(
                    owner.path(name),
                    "is no association, and loaded with its owner anyway: leave it out, or choose one of "
                            + MappedAttributes.choices(Objects.requireNonNull(owner.type())) + ".");
        }
        return List.of(node(owner, List.copyOf(attributes), attribute, spec));
    }

    private static Owner embedded(Owner owner, Attribute<?, ?> attribute) {
        ManagedType<?> embeddable = (ManagedType<?>) ((SingularAttribute<?, ?>) attribute).getType();
        return owner.in(attribute.getName(), embeddable);
    }

    private PlanNode node(Owner owner, List<String> attributes, Attribute<?, ?> attribute, FetchNode spec) {
        String path = owner.path(attribute.getName());
        StrategyRules.Choice choice = isEager(owner, attributes)
                ? rules.eager(path, owner.joins(), spec)
                : rules.choose(path, attribute, owner.joins(), spec);
        ManagedType<?> target = MappedAttributes.target(attribute);
        ManagedType<?> type = mapping.treated(path, target, spec.type());
        refuseEndlessSteps(path, owner, attribute, spec);
        Owner next = new Owner(
                path,
                type,
                target instanceof EntityType<?> entity ? entity : null,
                joins(choice, target, spec),
                owner.passed());
        List<PlanNode> children = children(next, List.of(), spec);
        return new PlanNode(
                path,
                attributes,
                attribute.isCollection(),
                target instanceof EntityType<?> entity ? entity.getJavaType() : null,
                choice.strategy(),
                choice.reason(),
                spec.batchSize(),
                spec.depth(),
                spec.type(),
                children,
                beside(next, List.of(), spec));
    }

    private boolean isEager(Owner owner, List<String> attributes) {
        return owner.entity() != null && eager.of(owner.entity().getJavaType()).contains(attributes);
    }

    private static Joins joins(StrategyRules.Choice choice, @Nullable ManagedType<?> target, FetchNode spec) {
        if (spec.type() != null) {
            return new Joins(choice.below().count(), Obstacle.SUBCLASS);
        }
        return target instanceof EmbeddableType<?> ? new Joins(0, Obstacle.VALUES) : choice.below();
    }

    private void refuseEndlessSteps(String path, Owner owner, Attribute<?, ?> attribute, FetchNode spec) {
        ManagedType<?> target = MappedAttributes.target(attribute);
        if (spec.depth() > 1
                && (target == null
                        || owner.type() == null
                        || !owner.type().getJavaType().isAssignableFrom(target.getJavaType()))) {
            throw mapping.refused(
                    path,
                    "is recursive, and does not lead from an entity to others of its own kind: leave recursive() out.");
        }
    }

    /**
     * What an association starts from.
     *
     * @param type its class, or the subclass that it is treated as; null for values
     * @param entity the mapped class, as far as it is an entity, also from within its embeddables
     * @param joins what leads to it in its statement
     * @param passed entities that lead to it by associations that nobody asked for
     */
    private record Owner(
            String path,
            @Nullable ManagedType<?> type,
            @Nullable EntityType<?> entity,
            Joins joins,
            Set<EntityType<?>> passed) {

        String path(String attribute) {
            return path.isEmpty() ? attribute : path + "." + attribute;
        }

        @Nullable Class<?> entityClass() {
            return entity == null ? null : entity.getJavaType();
        }

        Owner in(String name, ManagedType<?> embeddable) {
            return new Owner(path(name), embeddable, entity, joins, passed);
        }
    }
}
