package dev.headroom.projection;

import dev.headroom.projection.Source.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a derived table {@code f} has of the elements of a collection.
 *
 * @param columns of an element
 * @param order of the elements
 */
record DerivedTable(Columns columns, List<Sort> order) {

    /** What the table selects. */
    String selection() {
        List<String> named = new ArrayList<>();
        columns.sources().forEach(source -> named.add(columns.value(source) + " as c" + named.size()));
        int keys = named.size();
        order.forEach(sort -> named.add(columns.value(sort.source()) + " as s" + (named.size() - keys)));
        // Hibernate takes a case of paths in a derived table for the column of another table.
        guards().forEach(id -> named.add("case when " + columns.path(id) + " is not null then 1 end as " + guard(id)));
        return String.join(", ", named);
    }

    private List<List<Step>> guards() {
        return Stream.concat(columns.sources().stream(), order.stream().map(Sort::source))
                .flatMap(source -> source.guards().stream())
                .distinct()
                .toList();
    }

    private String guard(List<Step> id) {
        return "g" + guards().indexOf(id);
    }

    /** What is read of the table. */
    List<String> expressions() {
        List<Source> sources = columns.sources();
        return IntStream.range(0, sources.size())
                .mapToObj(place -> guarded(sources.get(place), "f.c" + place))
                .toList();
    }

    /** The order of the elements outside of the table. */
    List<String> keys() {
        return IntStream.range(0, order.size())
                .mapToObj(place -> guarded(order.get(place).source(), "f.s" + place)
                        + order.get(place).suffix())
                .toList();
    }

    private String guarded(Source source, String column) {
        return Columns.guarded(source, column, id -> "f." + guard(id) + " = 1");
    }
}
