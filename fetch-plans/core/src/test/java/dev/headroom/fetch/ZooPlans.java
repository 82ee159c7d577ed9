package dev.headroom.fetch;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hibernate.Hibernate;

/** Plans for an entity that say everything which its mapping offers: each association, two deep, in each way. */
record ZooPlans<T>(EntityManagerFactory factory, EntityType<T> root) {

    /**
     * @param name for a report
     * @param paths that the plan loads
     */
    record Candidate<T>(String name, Set<String> paths, UnaryOperator<FetchPlanBuilder<T>> says) {

        FetchPlan<T> build(Class<T> root, EntityManagerFactory factory) {
            return says.apply(FetchPlan.of(root)).build(factory);
        }
    }

    List<Candidate<T>> all() {
        List<Candidate<T>> plans = new ArrayList<>(List.of(together()));
        for (String path : paths(root)) {
            plans.add(new Candidate<>("select " + path, Set.of(path), plan -> plan.fetch(path, FetchNode::select)));
            plans.add(new Candidate<>("join " + path, Set.of(path), plan -> plan.fetch(path, FetchNode::join)));
            plans.addAll(beneath(path));
        }
        return plans;
    }

    /** Everything one deep, as the plan finds best. */
    Candidate<T> together() {
        Set<String> paths = paths(root);
        return new Candidate<>("all", paths, plan -> plan.fetch(paths.toArray(String[]::new)));
    }

    private List<Candidate<T>> beneath(String path) {
        List<Candidate<T>> plans = new ArrayList<>();
        if (target(root, path) instanceof EntityType<?> target) {
            for (String next : paths(target)) {
                String both = path + "." + next;
                plans.add(new Candidate<>(both, Set.of(both), plan -> plan.fetch(both)));
            }
            for (EntityType<?> subclass : subclasses(target)) {
                Set<String> own = new LinkedHashSet<>(paths(subclass));
                own.removeAll(paths(target));
                own.forEach(next -> plans.add(new Candidate<>(
                        path + " treated as " + subclass.getName() + ", " + next,
                        Set.of(path + "." + next),
                        plan -> plan.fetch(
                                path, node -> node.treat(subclass.getJavaType()).fetch(next)))));
            }
        }
        return plans;
    }

    private List<EntityType<?>> subclasses(EntityType<?> type) {
        List<EntityType<?>> found = new ArrayList<>();
        for (EntityType<?> entity : factory.getMetamodel().getEntities()) {
            // Of an unbounded type variable every entity is a subclass, those of other animals, too.
            if (type.getJavaType() != Object.class
                    && entity != type
                    && type.getJavaType().isAssignableFrom(entity.getJavaType())) {
                found.add(entity);
            }
        }
        return found;
    }

    /** Associations and collections, also those within embeddables. */
    static Set<String> paths(ManagedType<?> type) {
        Set<String> paths = new LinkedHashSet<>();
        for (Attribute<?, ?> attribute : type.getAttributes()) {
            if (attribute.isAssociation() || attribute.isCollection()) {
                paths.add(attribute.getName());
            } else if (attribute instanceof SingularAttribute<?, ?> single
                    && single.getType() instanceof EmbeddableType<?> embedded) {
                paths(embedded).forEach(below -> paths.add(attribute.getName() + "." + below));
            }
        }
        return paths;
    }

    static Type<?> target(ManagedType<?> start, String path) {
        Type<?> type = start;
        for (String name : path.split("\\.", -1)) {
            Attribute<?, ?> attribute = ((ManagedType<?>) type).getAttribute(name);
            type = attribute instanceof PluralAttribute<?, ?, ?> plural
                    ? plural.getElementType()
                    : ((SingularAttribute<?, ?>) attribute).getType();
        }
        return type;
    }

    static boolean isPlural(ManagedType<?> start, String path) {
        Type<?> type = start;
        boolean plural = false;
        for (String name : path.split("\\.", -1)) {
            Attribute<?, ?> attribute = ((ManagedType<?>) type).getAttribute(name);
            plural = attribute.isCollection();
            type = plural ? type : ((SingularAttribute<?, ?>) attribute).getType();
        }
        return plural;
    }

    /** What an entity has at a path through embeddables. */
    static Object value(ManagedType<?> start, Object owner, String path) {
        Type<?> type = start;
        Object value = Hibernate.unproxy(owner);
        for (String name : path.split("\\.", -1)) {
            Attribute<?, ?> attribute = ((ManagedType<?>) type).getAttribute(name);
            value = value == null ? null : ZooGraph.read(attribute.getJavaMember(), value);
            type = attribute instanceof SingularAttribute<?, ?> single ? single.getType() : type;
        }
        return value;
    }

    static boolean isConcrete(EntityType<?> entity) {
        return !Modifier.isAbstract(entity.getJavaType().getModifiers());
    }
}
