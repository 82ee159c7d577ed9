package dev.headroom.projection;

import dev.headroom.projection.Source.Attribute;
import dev.headroom.projection.Source.Expression;
import dev.headroom.projection.Source.Step;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one statement selects, each value once, and the joins that it needs for that. */
final class Columns {

    private final String alias;
    private final int first;
    private final List<Source> sources = new ArrayList<>();

    /** The way to each association that is joined, and its alias; an association after those that lead to it. */
    private final Map<List<Step>, String> joins = new LinkedHashMap<>();

    /**
     * @param alias of the entity that the sources start from
     * @param first the place of the first value in a row
     */
    Columns(String alias, int first) {
        this.alias = alias;
        this.first = first;
    }

    /** The place of a value in a row. */
    int add(Source source) {
        int known = sources.indexOf(source);
        if (known >= 0) {
            return first + known;
        }
        join(source);
        sources.add(source);
        return first + sources.size() - 1;
    }

    /** A statement selects something, even for rows without fields. */
    void addIfEmpty() {
        if (sources.isEmpty()) {
            sources.add(new Expression("1"));
        }
    }

    /** The same columns, with the joins that an order needs; these, if they have them. */
    Columns joining(List<Sort> order) {
        if (order.stream().allMatch(sort -> isJoined(sort.source()))) {
            return this;
        }
        Columns copy = new Columns(alias, first);
        copy.sources.addAll(sources);
        copy.joins.putAll(joins);
        order.forEach(sort -> copy.join(sort.source()));
        return copy;
    }

    private boolean isJoined(Source source) {
        if (!(source instanceof Attribute attribute)) {
            return true;
        }
        List<Step> way = attribute.joined();
        return way.isEmpty() || joins.containsKey(way);
    }

    /** Joins what a value needs that is not selected. */
    private void join(Source source) {
        if (source instanceof Attribute attribute) {
            join(attribute.joined());
        }
    }

    private void join(List<Step> association) {
        for (int step = 0; step < association.size(); step++) {
            if (association.get(step).toOne()) {
                joins.computeIfAbsent(List.copyOf(association.subList(0, step + 1)), way -> alias + joins.size());
            }
        }
    }

    /** What is selected, in the order of the places. */
    List<Source> sources() {
        return sources;
    }

    /** The expressions, in the order of their places. */
    List<String> expressions() {
        return sources.stream().map(this::expression).toList();
    }

    /** Left joins, so that no row is lost where an association is empty. */
    String joins() {
        StringBuilder text = new StringBuilder();
        joins.forEach((way, name) -> text.append(" left join ")
                .append(path(way, way.size() - 1))
                .append(' ')
                .append(name));
        return text.toString();
    }

    String expression(Source source) {
        return guarded(source, value(source), id -> path(id) + " is not null");
    }

    /** Without guards. */
    String value(Source source) {
        return source instanceof Attribute attribute ? path(attribute.steps()) : ((Expression) source).text();
    }

    /**
     * A value that is null where there is no target.
     *
     * @param seen the condition for an id that is there
     */
    static String guarded(Source source, String value, Function<List<Step>, String> seen) {
        List<List<Step>> guards = source.guards();
        return guards.isEmpty()
                ? value
                : guards.stream()
                        .map(seen)
                        .collect(Collectors.joining(" and ", "case when ", " then " + value + " end"));
    }

    String path(List<Step> steps) {
        return path(steps, steps.size());
    }

    /** From the last of the joined associations on the way, or from the entity. */
    private String path(List<Step> steps, int lastJoin) {
        int joined = lastJoin;
        while (joined > 0 && !joins.containsKey(steps.subList(0, joined))) {
            joined--;
        }
        String path = joins.getOrDefault(steps.subList(0, joined), alias);
        for (Step step : steps.subList(joined, steps.size())) {
            path = (step.of() == null ? path : "treat(" + path + " as " + step.of() + ")") + "." + step.name();
        }
        return path;
    }

    /** The same as selections of another query, whose entity gets the joins. */
    List<Selection<?>> selections(From<?, ?> entity, CriteriaBuilder builder) {
        Map<List<Step>, From<?, ?>> joined = new HashMap<>();
        List<Selection<?>> selections = new ArrayList<>();
        for (Source source : sources) {
            if (!(source instanceof Attribute attribute)) {
                throw new IllegalStateException("The expression \"" + ((Expression) source).text()
                        + "\" is text, which cannot be a selection of another query: select a view without it.");
            }
            Path<?> value = path(attribute.steps(), entity, joined);
            Predicate[] seen = attribute.guards().stream()
                    .map(id -> path(id, entity, joined).isNotNull())
                    .toArray(Predicate[]::new);
            selections.add(seen.length == 0 ? value : builder.selectCase().when(builder.and(seen), value));
        }
        return selections;
    }

    private Path<?> path(List<Step> steps, From<?, ?> entity, Map<List<Step>, From<?, ?>> joined) {
        Path<?> path = entity;
        for (int step = 0; step < steps.size(); step++) {
            String name = steps.get(step).name();
            List<Step> way = steps.subList(0, step + 1);
            if (!leadsToJoin(way)) {
                path = path.get(name);
                continue;
            }
            From<?, ?> from = (From<?, ?>) path;
            path = joined.computeIfAbsent(List.copyOf(way), first -> from.join(name, JoinType.LEFT));
        }
        return path;
    }

    /** An embeddable is joined too, if an association within it is. */
    private boolean leadsToJoin(List<Step> way) {
        return joins.keySet().stream()
                .anyMatch(join ->
                        join.size() >= way.size() && join.subList(0, way.size()).equals(way));
    }
}
