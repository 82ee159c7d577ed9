package dev.headroom.fetch.internal.mapping;

import jakarta.persistence.criteria.Path;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The basic attributes that make an entity's id: a derived table has columns, so an id of several parts leaves it in
 * parts.
 *
 * @param paths from the entity, each of one attribute or more
 */
public record IdPaths(List<List<String>> paths) {

    public static IdPaths of(EntityType<?> entity) {
        List<List<String>> paths = new ArrayList<>();
        addIds(entity, List.of(), paths);
        return new IdPaths(List.copyOf(paths));
    }

    private static void addIds(EntityType<?> entity, List<String> prefix, List<List<String>> paths) {
        entity.getSingularAttributes().stream()
                .filter(SingularAttribute::isId)
                .sorted(Comparator.comparing(SingularAttribute::getName))
                .forEach(attribute -> add(attribute, prefix, paths));
    }

    private static void addAll(ManagedType<?> embeddable, List<String> prefix, List<List<String>> paths) {
        embeddable.getSingularAttributes().stream()
                .sorted(Comparator.comparing(SingularAttribute::getName))
                .forEach(attribute -> add(attribute, prefix, paths));
    }

    private static void add(SingularAttribute<?, ?> attribute, List<String> prefix, List<List<String>> paths) {
        List<String> path = new ArrayList<>(prefix);
        path.add(attribute.getName());
        Type<?> type = attribute.getType();
        if (type instanceof EmbeddableType<?> embeddable) {
            addAll(embeddable, path, paths);
        } else if (type instanceof EntityType<?> entity) {
            addIds(entity, path, paths);
        } else {
            paths.add(List.copyOf(path));
        }
    }

    /** The parts of the id of an entity in a query. */
    public List<Path<?>> in(Path<?> entity) {
        List<Path<?>> parts = new ArrayList<>();
        paths.forEach(path -> parts.add(walk(entity, path)));
        return parts;
    }

    public static Path<?> walk(Path<?> start, List<String> attributes) {
        Path<?> path = start;
        for (String attribute : attributes) {
            path = path.get(attribute);
        }
        return path;
    }
}
