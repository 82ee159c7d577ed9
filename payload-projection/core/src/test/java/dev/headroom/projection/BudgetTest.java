package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.projection.Music.Album;
import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.testsupport.EachDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What happens with answers that are larger than they may be. */
@EachDatabase
class BudgetTest {

    @Parameter
    Music music;

    private final TextRows out = new TextRows();
    private final Told told = new Told();

    @BeforeParameterizedClassInvocation
    static void fill(Music music) {
        music.fill();
    }

    @Budget(rowBytes = 40, bytes = 100, statements = 1)
    record Titles(long id, String title) {}

    @Budget(rowBytes = 10)
    record Ids(long id, String title) {}

    record Free(long id) {}

    @Test
    void aTestIsToldTheCostliestField() {
        Projection<Album, Ids> projection =
                Projection.of(Album.class, Ids.class).build(music.entityManagers);
        Payload payload =
                music.read(em -> projection.query(em).orderBy("id").limit(9).writeTo(out));

        assertThat(out.text.toString().lines().findFirst()).hasValue("( id=1; title=Album 01;)");
        assertThatThrownBy(() -> projection.checkBudget(payload))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessage("Ids has 25 B per row, its @Budget allows rowBytes = 10; title: 64 % of 25 B per row: show"
                        + " less, or raise rowBytes.");
    }

    @Test
    void aTestThatWouldCheckNothingFails() {
        Projection<Album, Free> projection =
                Projection.of(Album.class, Free.class).build(music.entityManagers);
        Payload payload = music.read(em -> projection.query(em).limit(1).writeTo(out));
        assertThatThrownBy(() -> projection.checkBudget(payload))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no @Budget: write one on it, such as @Budget(rowBytes = ");
    }

    @Test
    void theListenerIsToldAndTheAnswerIsWhole() {
        Projection<Album, Titles> projection =
                Projection.of(Album.class, Titles.class).onPayload(told).build(music.entityManagers);
        Payload payload = music.read(em -> projection.query(em).orderBy("id").writeTo(out));

        assertThat(out.complete).isTrue();
        assertThat(payload.rows()).isEqualTo(Music.ALBUMS);
        assertThat(told.written).containsExactly(payload);
        assertThat(told.over).singleElement().satisfies(over -> {
            assertThat(over.payload()).isEqualTo(payload);
            assertThat(over)
                    .hasMessage(
                            "Titles has 303 B in 12 rows, its @Budget allows bytes = 100; title: 63 % of 303 B: show"
                                    + " less or fewer, or raise bytes.");
        });
    }

    /** As languages without checked exceptions throw it. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException unchecked(Throwable failure) throws X {
        throw (X) failure;
    }

    @Test
    void aListenerThatThrowsNeverReachesTheCallerAndIsLoggedOnce() {
        Projection<Album, Titles> projection = Projection.of(Album.class, Titles.class)
                .onPayload(new PayloadListener() {
                    @Override
                    public void written(Payload payload) {
                        throw new IllegalStateException("no meter");
                    }

                    @Override
                    public void overBudget(BudgetExceededException over) {
                        throw unchecked(new IOException("no meter of budgets"));
                    }
                })
                .build(music.entityManagers);
        Logger logger = Logger.getLogger(Projection.class.getName());
        List<LogRecord> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            for (int answer = 0; answer < 2; answer++) {
                assertThat(music.<Payload>read(em -> projection.query(em).writeTo(new TextRows()))
                                .rows())
                        .isEqualTo(Music.ALBUMS);
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged).singleElement().satisfies(entry -> {
            assertThat(entry.getMessage()).contains("PayloadListener");
            assertThat(entry.getThrown()).isInstanceOf(IOException.class);
        });
    }

    @Test
    void theListenerIsToldOfEachAnswer() {
        Projection<Album, Titles> projection = Projection.of(Album.class, Titles.class)
                .onPayload(told)
                .failOverBudget()
                .build(music.entityManagers);
        Payload payload =
                music.read(em -> projection.query(em).orderBy("id").limit(4).writeTo(out));

        assertThat(payload.bytes()).isEqualTo(100);
        assertThat(told.written).containsExactly(payload);
        assertThat(told.over).isEmpty();
        projection.checkBudget(payload);
    }

    @Test
    void anAnswerFailsByTheFirstRowThatDoesNotFit() {
        Projection<Album, Titles> projection = Projection.of(Album.class, Titles.class)
                .onPayload(told)
                .failOverBudget()
                .build(music.entityManagers);
        BudgetExceededException over = catchThrowableOfType(
                BudgetExceededException.class,
                () -> music.write(em -> projection.query(em).orderBy("id").writeTo(out, 2)));

        assertThat(out.text.toString().lines()).hasSize(5);
        assertThat(over.payload().rows()).isEqualTo(5);
        assertThat(over.payload().bytes()).isEqualTo(125);
        assertThat(over).hasMessageContaining("125 B in 5 rows");
        assertThat(out.failure).isSameAs(over);
        assertThat(out.complete).isFalse();
        assertThat(told.over).containsExactly(over);
        assertThat(told.written).isEmpty();
    }

    @Test
    void anAnswerOfWideRowsFailsAtItsEnd() {
        Projection<Album, Ids> projection = Projection.of(Album.class, Ids.class)
                .onPayload(told)
                .failOverBudget()
                .build(music.entityManagers);
        BudgetExceededException over = catchThrowableOfType(
                BudgetExceededException.class,
                () -> music.write(em -> projection.query(em).writeTo(out)));

        assertThat(over.payload().rows()).isEqualTo(Music.ALBUMS);
        assertThat(out.failure).isSameAs(over);
        assertThat(out.complete).isFalse();
        assertThat(told.over).containsExactly(over);
    }

    @Budget(statements = 2)
    record TooMany(long id, PartOfArtist artist, List<Song> tracks) {
        record PartOfArtist(List<AlbumItem> albums) {
            record AlbumItem(long id) {}
        }

        record Song(long id) {}
    }

    @Budget(bytes = -1)
    record Negative(long id) {}

    @Test
    void aViewOfTooManyStatementsIsNotBuilt() {
        ProjectionBuilder<Album, TooMany> builder = Projection.of(Album.class, TooMany.class);
        assertThatThrownBy(() -> builder.build(music.entityManagers))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessage("TooMany takes 3 statements, 1 and 1 for each collection, but its @Budget allows statements"
                        + " = 2: show fewer collections, or raise statements.");
    }

    @Test
    void aNegativeLimitIsRefused() {
        ProjectionBuilder<Album, Negative> builder = Projection.of(Album.class, Negative.class);
        assertThatThrownBy(() -> builder.build(music.entityManagers))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageContaining("bytes=-1");
    }

    private static final class Told implements PayloadListener {

        final List<Payload> written = new ArrayList<>();
        final List<BudgetExceededException> over = new ArrayList<>();

        @Override
        public void written(Payload payload) {
            written.add(payload);
        }

        @Override
        public void overBudget(BudgetExceededException exceeded) {
            over.add(exceeded);
        }
    }
}
