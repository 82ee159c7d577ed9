package dev.headroom.benchmarks.projection;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A cart with what belongs to it, in the order of the ids.
 *
 * @param notes none if they are not read
 */
record CartView(long id, String title, List<Line> lines, List<Note> notes) {

    record Line(long id, String name, int quantity) {}

    record Note(long id, String text) {}

    /** A cart without its second collection. */
    record WithLines(long id, String title, List<Line> lines) {

        CartView view() {
            return new CartView(id, title, lines, List.of());
        }
    }

    /** For those that keep no order in a collection. */
    static CartView sorted(long id, String title, Collection<Line> lines, Collection<Note> notes) {
        return new CartView(
                id,
                title,
                lines.stream().sorted(Comparator.comparing(Line::id)).toList(),
                notes.stream().sorted(Comparator.comparing(Note::id)).toList());
    }
}
