package dev.headroom.fetch;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks a plan against the mapping, and chooses a strategy for each association. */
final class PlanResolver {

    private final Metamodel metamodel;
    private final EntityType<?> root;
    private final StrategyRules rules;
    private final ChildResolver beside;

    /**
     * @throws InvalidFetchPlanException if the class is no entity
     */
    PlanResolver(Class<?> root, boolean paged, EntityManagerFactory factory) {
        this.metamodel = factory.getMetamodel();
        this.root = entity(root);
        this.rules = new StrategyRules(this.root.getName(), paged);
        this.beside = new ChildResolver(this.root.getName(), factory);
    }

    List<PlanNode> resolve(FetchNode node) {
        return children(new Owner("", root, 0, root.getJavaType()), List.of(), node);
    }

    /** What comes back beside the roots. */
    List<Children<?>> beside(FetchNode node) {
        return beside(new Owner("", root, 0, root.getJavaType()), List.of(), node);
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
        ChildQuery<?, C> query = beside.resolve(name, owner.entity(), attributes, attribute, spec);
        Owner child = new Owner(name, metamodel.entity(spec.type()), 0, query.child());
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
        return List.copyOf(nodes);
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
        return new Owner(owner.path(attribute.getName()), embeddable, owner.joins(), owner.entity());
    }

    private PlanNode node(Owner owner, List<String> attributes, Attribute<?, ?> attribute, FetchNode spec) {
        String path = owner.path(attribute.getName());
        StrategyRules.Choice choice = rules.choose(path, attribute, owner.joins(), spec);
        ManagedType<?> target = treated(path, target(attribute), spec);
        refuseEndlessSteps(path, owner, attribute, spec);
        Owner next = new Owner(path, target, choice.joinsBelow(), target == null ? null : target.getJavaType());
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

    /** What an association leads to; null for values, which lead nowhere. */
    private static @Nullable ManagedType<?> target(Attribute<?, ?> attribute) {
        Type<?> type = attribute instanceof PluralAttribute<?, ?, ?> plural
                ? plural.getElementType()
                : ((SingularAttribute<?, ?>) attribute).getType();
        return type instanceof EntityType<?> entity ? entity : null;
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
                        + "\" of " + type.getJavaType().getSimpleName() + ", which has none: choose one of "
                        + choices(type) + "."));
    }

    private String at(String path) {
        return "Path \"" + path + "\" of " + root.getName();
    }

    private static String choices(ManagedType<?> type) {
        String names = type.getAttributes().stream()
                .filter(attribute -> attribute.isAssociation() || attribute.isCollection() || isEmbedded(attribute))
                .map(attribute -> attribute.getName() + (isEmbedded(attribute) ? ".…" : ""))
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "another class, because this one has no associations" : names;
    }

    private static boolean isEmbedded(Attribute<?, ?> attribute) {
        return attribute.getPersistentAttributeType() == PersistentAttributeType.EMBEDDED;
    }

    /**
     * What an association starts from.
     *
     * @param type its class; null for values
     * @param joins how many joins lead to it in its statement; null if its statement cannot join
     * @param entity its class, or that of the entity that it is embedded in; null for values
     */
    private record Owner(
            String path,
            @Nullable ManagedType<?> type,
            @Nullable Integer joins,
            @Nullable Class<?> entity) {

        String path(String attribute) {
            return path.isEmpty() ? attribute : path + "." + attribute;
        }
    }
}
