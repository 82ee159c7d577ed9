package dev.headroom.benchmarks.projection;

import com.blazebit.persistence.view.BatchFetch;
import com.blazebit.persistence.view.EntityView;
import com.blazebit.persistence.view.FetchStrategy;
import com.blazebit.persistence.view.IdMapping;
import com.blazebit.persistence.view.Mapping;
import dev.headroom.benchmarks.projection.CartView.Line;
import dev.headroom.benchmarks.projection.CartView.Note;
import java.util.List;
import java.util.Set;

/** Carts as Blaze-Persistence's views: each says in its annotations how its collections are fetched. */
final class BlazeCartViews {

    /** All views. */
    static final List<Class<?>> ALL = List.of(
            Selected.class,
            SelectedWithNotes.class,
            Subselected.class,
            SubselectedWithNotes.class,
            Nested.class,
            NestedWithNotes.class,
            LineView.class,
            NoteView.class);

    /** Enough for all owners of a page of the usual size; the statement always has as many parameters. */
    private static final int BATCH_SIZE = 200;

    private BlazeCartViews() {}

    /** What all views of a cart have in common. */
    interface View {

        @IdMapping
        Long getId();

        String getTitle();

        Set<LineView> getLines();

        default CartView view() {
            return CartView.sorted(getId(), getTitle(), lineRecords(), List.of());
        }

        default List<Line> lineRecords() {
            return getLines().stream()
                    .map(line -> new Line(line.getId(), line.getName(), line.getQuantity()))
                    .toList();
        }
    }

    /** With the second collection. */
    interface ViewWithNotes extends View {

        Set<NoteView> getNotes();

        @Override
        default CartView view() {
            List<Note> notes = getNotes().stream()
                    .map(note -> new Note(note.getId(), note.getText()))
                    .toList();
            return CartView.sorted(getId(), getTitle(), lineRecords(), notes);
        }
    }

    @EntityView(Cart.class)
    interface Selected extends View {

        @Override
        @Mapping(fetch = FetchStrategy.SELECT)
        @BatchFetch(size = BATCH_SIZE)
        Set<LineView> getLines();
    }

    @EntityView(Cart.class)
    interface SelectedWithNotes extends ViewWithNotes {

        @Override
        @Mapping(fetch = FetchStrategy.SELECT)
        @BatchFetch(size = BATCH_SIZE)
        Set<LineView> getLines();

        @Override
        @Mapping(fetch = FetchStrategy.SELECT)
        @BatchFetch(size = BATCH_SIZE)
        Set<NoteView> getNotes();
    }

    @EntityView(Cart.class)
    interface Subselected extends View {

        @Override
        @Mapping(fetch = FetchStrategy.SUBSELECT)
        Set<LineView> getLines();
    }

    @EntityView(Cart.class)
    interface SubselectedWithNotes extends ViewWithNotes {

        @Override
        @Mapping(fetch = FetchStrategy.SUBSELECT)
        Set<LineView> getLines();

        @Override
        @Mapping(fetch = FetchStrategy.SUBSELECT)
        Set<NoteView> getNotes();
    }

    @EntityView(Cart.class)
    interface Nested extends View {

        @Override
        @Mapping(fetch = FetchStrategy.MULTISET)
        Set<LineView> getLines();
    }

    @EntityView(Cart.class)
    interface NestedWithNotes extends ViewWithNotes {

        @Override
        @Mapping(fetch = FetchStrategy.MULTISET)
        Set<LineView> getLines();

        @Override
        @Mapping(fetch = FetchStrategy.MULTISET)
        Set<NoteView> getNotes();
    }

    @EntityView(CartLine.class)
    interface LineView {

        @IdMapping
        Long getId();

        String getName();

        int getQuantity();
    }

    @EntityView(CartNote.class)
    interface NoteView {

        @IdMapping
        Long getId();

        String getText();
    }
}
