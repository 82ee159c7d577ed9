package dev.headroom.fetch;

import dev.headroom.fetch.StrategyRules.Joins;
import dev.headroom.fetch.StrategyRules.Obstacle;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** Checks a plan against the mapping, and chooses a strategy for each association. */
final class PlanResolver {

    private final Metamodel metamodel;
    private final EntityType<?> root;
    private final StrategyRules rules;
    private final ChildResolver beside;
    private final EagerReferences eager;

    /**
     * @throws InvalidFetchPlanException if the class is no entity
     */
    PlanResolver(Class<?> root, boolean paged, EntityManagerFactory factory) {
        this.metamodel = factory.getMetamodel();
        this.root = entity(root);
        this.rules = new StrategyRules(this.root.getName(), paged);
        this.eager = new EagerReferences(factory.unwrap(SessionFactoryImplementor.class));
        this.beside = new ChildResolver(this.root.getName(), factory);
    }

    String rootName() {
        return root.getName();
    }

    private Owner start() {
        return new Owner("", root, root, Joins.NONE, Set.of());
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
            Attribute<?, ?> attribute = find(owner, inner.getKey());
            if (isEmbedded(attribute)) {
                List<String> attributes = Stream.concat(embedded.stream(), Stream.of(inner.getKey()))
                        .toList();
                children.addAll(beside(embedded(owner, attribute), attributes, inner.getValue()));
            }
        }
        return List.copyOf(children);
    }

    private <C> Children<C> children(Owner owner, List<String> embedded, ChildNode<C> spec) {
        Attribute<?, ?> attribute = find(owner, spec.attribute());
        String name = spec.name() == null ? owner.path(spec.attribute()) : spec.name();
        List<String> attributes =
                Stream.concat(embedded.stream(), Stream.of(spec.attribute())).toList();
        ChildQuery<?, C> query = beside.resolve(name, owner.entityClass(), attributes, attribute, spec);
        Owner child = new Owner(
                name, metamodel.entity(spec.type()), metamodel.entity(query.child()), Joins.NONE, owner.passed());
        return new Children<>(
                name,
                query,
                spec.batchSize(),
                children(child, List.of(), spec.below()),
                beside(child, List.of(), spec.below()));
    }

    private EntityType<?> entity(Class<?> type) {
        try {
            return metamodel.entity(type);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidFetchPlanException(type.getName()
                    + " is not an entity of this EntityManagerFactory: name a" + " class that is mapped with @Entity.");
        }
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

    private List<PlanNode> child(Owner owner, List<String> embedded, String name, FetchNode spec) {
        Attribute<?, ?> attribute = find(owner, name);
        List<String> attributes = new ArrayList<>(embedded);
        attributes.add(name);
        if (isEmbedded(attribute) && spec.leadsOn()) {
            return children(embedded(owner, attribute), attributes, spec);
        }
        if (!attribute.isAssociation() && !attribute.isCollection()) {
            throw new InvalidFetchPlanException(
                    at(owner.path(name)) + " is no association, and loaded with its owner anyway:"
                            + " leave it out, or choose one of " + choices(Objects.requireNonNull(owner.type())) + ".");
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
        ManagedType<?> target = target(attribute);
        ManagedType<?> type = treated(path, target, spec);
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

    /** What an association leads to; null for values, which lead nowhere. */
    private static @Nullable ManagedType<?> target(Attribute<?, ?> attribute) {
        Type<?> type = attribute instanceof PluralAttribute<?, ?, ?> plural
                ? plural.getElementType()
                : ((SingularAttribute<?, ?>) attribute).getType();
        return type instanceof ManagedType<?> managed ? managed : null;
    }

    private @Nullable ManagedType<?> treated(String path, @Nullable ManagedType<?> target, FetchNode spec) {
        Class<?> type = spec.type();
        if (type == null) {
            return target;
        }
        if (target == null || !target.getJavaType().isAssignableFrom(type)) {
            throw new InvalidFetchPlanException(
                    at(path) + " is treated as " + type.getName() + ", which is no subclass of "
                            + (target == null ? "it" : target.getJavaType().getName()) + ".");
        }
        return entity(type);
    }

    private void refuseEndlessSteps(String path, Owner owner, Attribute<?, ?> attribute, FetchNode spec) {
        ManagedType<?> target = target(attribute);
        if (spec.depth() > 1
                && (target == null
                        || owner.type() == null
                        || !owner.type().getJavaType().isAssignableFrom(target.getJavaType()))) {
            throw new InvalidFetchPlanException(
                    at(path) + " is recursive, and does not lead from an entity to others of its"
                            + " own kind: leave recursive() out.");
        }
    }

    private Attribute<?, ?> find(Owner owner, String name) {
        ManagedType<?> type = owner.type();
        if (type == null) {
            throw new InvalidFetchPlanException(at(owner.path(name))
                    + " is beneath a collection of values, which have no" + " associations: leave it out.");
        }
        return type.getAttributes().stream()
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidFetchPlanException(at(owner.path(name)) + " needs an attribute \"" + name
                        + "\" of " + type.getJavaType().getSimpleName() + ", which has none: "
                        + Suggestion.of(name, names(type))
                                .map(meant -> "did you mean \"" + meant + "\"? Choose")
                                .orElse("choose")
                        + " one of " + choices(type) + "."));
    }

    private String at(String path) {
        return "Path \"" + path + "\" of " + root.getName();
    }

    private static String choices(ManagedType<?> type) {
        String names = associations(type)
                .map(attribute -> attribute.getName() + (isEmbedded(attribute) ? ".…" : ""))
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "another class, because this one has no associations" : names;
    }

    private static List<String> names(ManagedType<?> type) {
        return associations(type).map(Attribute::getName).toList();
    }

    private static Stream<Attribute<?, ?>> associations(ManagedType<?> type) {
        return type.getAttributes().stream()
                .filter(attribute -> attribute.isAssociation() || attribute.isCollection() || isEmbedded(attribute))
                .map(attribute -> (Attribute<?, ?>) attribute);
    }

    private static boolean isEmbedded(Attribute<?, ?> attribute) {
        return attribute.getPersistentAttributeType() == PersistentAttributeType.EMBEDDED;
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
