package dev.headroom.projection;

import dev.headroom.projection.Shape.Column;
import dev.headroom.projection.Shape.Inner;
import dev.headroom.projection.Shape.Listed;
import dev.headroom.projection.Shape.Slot;
import dev.headroom.projection.View.Children;
import dev.headroom.projection.View.Nested;
import dev.headroom.projection.View.Part;
import dev.headroom.projection.View.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Selects what a view, or some fields of it, need in one statement, and notes where it comes to be. */
final class ShapeBuilder {

    /** Whether a field is asked for, by its path in the view. */
    private final Predicate<String> wanted;

    private final boolean rows;

    private ShapeBuilder(Predicate<String> wanted, boolean rows) {
        this.wanted = wanted;
        this.rows = rows;
    }

    /** The whole view, as records. */
    static Shape records(View view, Columns columns) {
        return new ShapeBuilder(path -> true, false).shape(view, columns, "");
    }

    /** Some fields of a view, as {@link Row}s. */
    static Shape rows(View view, Columns columns, Predicate<String> wanted) {
        return new ShapeBuilder(wanted, true).shape(view, columns, "");
    }

    private Shape shape(View view, Columns columns, String prefix) {
        List<Slot> slots = new ArrayList<>();
        for (Part part : view.parts()) {
            if (wanted.test(prefix + part.name())) {
                slots.add(slot(part, columns, prefix));
            }
        }
        return Shape.of(slots, rows ? null : view.constructor());
    }

    private Slot slot(Part part, Columns columns, String prefix) {
        if (part instanceof Value value) {
            return new Column(value.name(), columns.add(value.source()), value.conversion());
        }
        if (part instanceof Nested nested) {
            Shape inner = shape(nested.view(), columns, prefix + nested.name() + ".");
            return new Inner(nested.name(), inner, presence(nested, columns));
        }
        if (part instanceof View.Link link) {
            int version = link.version() == null ? -1 : columns.add(link.version());
            return new Shape.Link(link.name(), link.field(), columns.add(link.key()), version, link.urls());
        }
        Children children = (Children) part;
        Columns elements = new Columns("c", children.collection().key().size());
        Shape element = children.values()
                ? values(children.element(), elements)
                : shape(children.element(), elements, prefix + children.name() + ".");
        ChildStatement statement = new ChildStatement(
                children.collection(), elements.joining(children.collection().order()), element, children.values());
        RowKey key = new RowKey(
                children.collection().key().stream().mapToInt(columns::add).toArray());
        return new Listed(children.name(), statement, key, children.set());
    }

    private static int presence(Nested nested, Columns columns) {
        if (nested.presence() != null) {
            return columns.add(nested.presence());
        }
        return nested.always() ? Inner.ALWAYS : Inner.BY_VALUES;
    }

    private static Shape values(View view, Columns columns) {
        Value value = (Value) view.parts().get(0);
        return Shape.of(List.of(new Column(value.name(), columns.add(value.source()), value.conversion())), null);
    }
}
