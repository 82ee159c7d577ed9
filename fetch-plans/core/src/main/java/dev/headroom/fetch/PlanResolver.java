package dev.headroom.fetch;

import dev.headroom.fetch.StrategyRules.Joins;
import dev.headroom.fetch.StrategyRules.Obstacle;
import dev.headroom.fetch.internal.mapping.EagerReferences;
import dev.headroom.fetch.internal.mapping.MappedParts;
import dev.headroom.fetch.internal.mapping.ToOne;
import dev.headroom.fetch.internal.statement.ChildQuery;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Checks a plan against the mapping, and chooses a strategy for each association. */
final class PlanResolver {

    private final MappedAttributes mapping;
    private final StrategyRules rules;
    private final ChildResolver children;
    private final EagerReferences eager;
    private final RowSelects rowSelects;
    private final SessionFactoryImplementor factory;
    private final Set<String> warnings = new LinkedHashSet<>();

    /**
     * @throws InvalidFetchPlanException if the class is no entity
     */
    PlanResolver(Class<?> root, boolean paged, EntityManagerFactory factory) {
        this.mapping = new MappedAttributes(factory.getMetamodel(), root);
        this.rules = new StrategyRules(rootName(), paged);
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
        this.eager = new EagerReferences(this.factory);
        this.rowSelects = new RowSelects(this.factory);
        this.children = new ChildResolver(rootName(), factory);
    }

    String rootName() {
        return mapping.root().getName();
    }

    /** What the statements that a plan counts on do not hold for; known when all is resolved. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private Owner start() {
        return Owner.of("", mapping.root(), persister(mapping.root()), Set.of());
    }

    private EntityPersister persister(EntityType<?> entity) {
        return factory.getMappingMetamodel().getEntityDescriptor(entity.getJavaType());
    }

    Level resolve(FetchNode node) {
        List<PlanNode> nodes = nodes(start(), List.of(), node);
        rowSelects.addWarnings("", mapping.root().getJavaType(), nodes, warnings);
        return new Level(nodes, lists(start(), List.of(), node));
    }

    private List<ChildPlan<?>> lists(Owner owner, List<String> embedded, FetchNode spec) {
        List<ChildPlan<?>> lists = new ArrayList<>();
        spec.treated().forEach((subclass, inner) -> lists.addAll(lists(treated(owner, subclass), embedded, inner)));
        for (ChildNode<?> child : spec.children()) {
            lists.add(list(owner, embedded, child));
        }
        for (Map.Entry<String, FetchNode> inner : spec.associations().entrySet()) {
            Attribute<?, ?> attribute = mapping.find(owner.type(), inner.getKey(), owner.path(inner.getKey()));
            if (MappedAttributes.isEmbedded(attribute)) {
                List<String> attributes = Stream.concat(embedded.stream(), Stream.of(inner.getKey()))
                        .toList();
                lists.addAll(lists(owner.in(attribute), attributes, inner.getValue()));
            }
        }
        return List.copyOf(lists);
    }

    private <C> ChildPlan<C> list(Owner owner, List<String> embedded, ChildNode<C> spec) {
        Attribute<?, ?> attribute = mapping.find(owner.type(), spec.attribute(), owner.path(spec.attribute()));
        String name = spec.name() == null ? owner.path(spec.attribute()) : spec.name();
        List<String> attributes =
                Stream.concat(embedded.stream(), Stream.of(spec.attribute())).toList();
        ChildQuery<?, C> query = children.resolve(name, owner.entityClass(), attributes, attribute, spec);
        EntityType<C> type = mapping.entity(spec.type());
        Owner child = Owner.of(name, type, persister(type), owner.passed());
        List<PlanNode> nodes = nodes(child, List.of(), spec.below());
        rowSelects.addWarnings(name, spec.type(), nodes, warnings);
        Level below = new Level(nodes, lists(child, List.of(), spec.below()));
        return new ChildPlan<>(name, query, spec.batchSize(), below);
    }

    private List<PlanNode> nodes(Owner owner, List<String> embedded, FetchNode spec) {
        List<PlanNode> nodes = new ArrayList<>();
        for (Map.Entry<String, FetchNode> child : spec.associations().entrySet()) {
            nodes.addAll(nodes(owner, embedded, child.getKey(), child.getValue()));
        }
        if (embedded.isEmpty() && owner.entity() != null && owner.subclass() == null) {
            nodes.addAll(unasked(owner, owner.entity(), nodes));
        }
        spec.treated().forEach((subclass, inner) -> nodes.addAll(nodes(treated(owner, subclass), embedded, inner)));
        return List.copyOf(nodes);
    }

    private Owner treated(Owner owner, Class<?> subclass) {
        EntityType<?> type = mapping.subclass(owner.path(), owner.type(), subclass);
        return owner.as(type, persister(type));
    }

    /** What Hibernate loads in any case, and would load row by row. */
    private List<PlanNode> unasked(Owner owner, EntityType<?> entity, List<PlanNode> asked) {
        if (owner.passed().contains(entity)) {
            return List.of();
        }
        Owner start = owner.passing(entity);
        List<PlanNode> nodes = new ArrayList<>();
        for (List<String> attributes : eager.of(entity.getJavaType())) {
            if (asked.stream().noneMatch(node -> node.attributes().equals(attributes))) {
                FetchNode spec = new FetchNode();
                spec.fetch(String.join(".", attributes));
                spec.associations().forEach((name, child) -> nodes.addAll(nodes(start, List.of(), name, child)));
            }
        }
        return nodes;
    }

    private List<PlanNode> nodes(Owner owner, List<String> embedded, String name, FetchNode spec) {
        Attribute<?, ?> attribute = mapping.find(owner.type(), name, owner.path(name));
        List<String> attributes = new ArrayList<>(embedded);
        attributes.add(name);
        if (MappedAttributes.isEmbedded(attribute) && !spec.treated().isEmpty()) {
            throw mapping.refused(owner.path(name), "is embedded, and no entity of a subclass: leave treat() out.");
        }
        if (MappedAttributes.isEmbedded(attribute) && spec.leadsOn()) {
            return nodes(owner.in(attribute), attributes, spec);
        }
        if (MappedParts.isAny(MappedParts.part(owner.mapping(), name))) {
            throw mapping.refused(
                    owner.path(name),
                    "is mapped with @Any or @ManyToAny, whose targets are of several tables: leave it out, and load those by"
                            + " a query for each table.");
        }
        if (!attribute.isAssociation() && !attribute.isCollection()) {
            throw mapping.refused(
                    owner.path(name),
                    "is no association, and loaded with its owner anyway: leave it out, or choose one of "
                            + MappedAttributes.choices(Objects.requireNonNull(owner.type())) + ".");
        }
        return List.of(node(owner, List.copyOf(attributes), attribute, spec));
    }

    private PlanNode node(Owner owner, List<String> attributes, Attribute<?, ?> attribute, FetchNode spec) {
        String path = owner.path(attribute.getName());
        ModelPart part = MappedParts.part(owner.mapping(), attribute.getName());
        StrategyRules.Association association =
                new StrategyRules.Association(path, attribute, ToOne.of(part), MappedParts.isFiltered(part, factory));
        StrategyRules.Choice choice = isEager(owner, attributes)
                ? rules.eager(association, owner.joins(), spec)
                : rules.choose(association, owner.joins(), spec);
        ManagedMappingType target = MappedParts.target(part);
        EntityType<?> entity = target instanceof EntityMappingType mapped ? entity(mapped) : null;
        ManagedType<?> type = entity == null ? MappedAttributes.target(attribute) : entity;
        refuseEndlessSteps(path, owner, type, spec);
        Owner next = new Owner(path, type, entity, target, joins(choice, type), owner.passed());
        List<PlanNode> nodes = nodes(next, List.of(), spec);
        if (entity != null && choice.strategy() == Strategy.SELECT) {
            rowSelects.addWarnings(path, entity.getJavaType(), nodes, warnings);
        } else if (attribute.isCollection() && target != null && entity == null) {
            rowSelects.addWarnings(path, target, warnings);
        }
        return new PlanNode(
                path,
                attributes,
                attribute.isCollection(),
                entity == null ? null : entity.getJavaType(),
                choice.strategy(),
                choice.reason(),
                spec.batchSize(),
                spec.depth(),
                owner.subclass(),
                new Level(nodes, lists(next, List.of(), spec)));
    }

    private EntityType<?> entity(EntityMappingType mapped) {
        return mapping.entity(mapped.getMappedJavaType().getJavaTypeClass());
    }

    private boolean isEager(Owner owner, List<String> attributes) {
        return owner.entity() != null
                && owner.subclass() == null
                && eager.of(owner.entity().getJavaType()).contains(attributes);
    }

    private static Joins joins(StrategyRules.Choice choice, @Nullable ManagedType<?> target) {
        return target instanceof EmbeddableType<?> ? Joins.none(Obstacle.VALUES) : choice.below();
    }

    private void refuseEndlessSteps(String path, Owner owner, @Nullable ManagedType<?> target, FetchNode spec) {
        if (spec.depth() > 1
                && (target == null
                        || owner.type() == null
                        || !owner.type().getJavaType().isAssignableFrom(target.getJavaType()))) {
            throw mapping.refused(
                    path,
                    "is recursive, and does not lead from an entity to others of its own kind: leave recursive() out.");
        }
    }
}
