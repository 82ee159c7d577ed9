package dev.headroom.projection;

import dev.headroom.projection.View.Children;
import dev.headroom.projection.View.Nested;
import dev.headroom.projection.View.Part;
import java.util.ArrayList;
import java.util.List;

/** The fields of a view, as a mask. */
final class ViewFields {

    private final List<String> paths = new ArrayList<>();

    private ViewFields() {}

    static FieldMask of(View view) {
        ViewFields fields = new ViewFields();
        fields.add(view, "");
        return FieldMask.of(fields.paths.toArray(String[]::new));
    }

    private void add(View view, String prefix) {
        for (Part part : view.parts()) {
            String path = prefix + part.name();
            if (part instanceof Nested nested) {
                add(nested.view(), path + ".");
            } else if (part instanceof Children children && !children.values()) {
                add(children.element(), path + ".");
            } else {
                paths.add(path);
            }
        }
    }
}
