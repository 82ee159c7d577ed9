package dev.headroom.projection.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headroom.projection.ProjectionQuery;
import dev.headroom.projection.RowWriter;
import dev.headroom.projection.failure.OutputFailedException;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.FaultRun;
import dev.headroom.testsupport.FaultWalk;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * That an answer that is cut off, wherever it is, does not look complete. A few rows go out at a time.
 */
@EachDatabase
class CutOffTest {

    private static final int BOOKS = 12;
    private static final JsonMapper MAPPER = new JsonMapper();

    @Parameter
    LongTexts books;

    @BeforeParameterizedClassInvocation
    static void fill(LongTexts books) {
        books.fill(BOOKS, LongTexts.LONGEST);
    }

    record Item(long id, String text, List<PageItem> pages) {
        record PageItem(int number) {}
    }

    @Test
    void linesTellThatTheDatabaseFailed() throws Exception {
        String whole = written(JsonRows::ndjson);
        assertThat(whole.lines()).hasSize(BOOKS + 1).last().isEqualTo("{\"@end\":{\"rows\":12}}");

        Attempt attempt = new Attempt(JsonRows::ndjson);
        int[] afterFirstByte = {0};
        new FaultWalk(books.faults, () -> {}).forEachCall(attempt::run, run -> {
            if (attempt.failure == null) {
                assertThat(attempt.text()).isEqualTo(whole);
                return;
            }
            assertThat(rootOf(attempt.failure)).isSameAs(rootOf(cause(run)));
            assertThat(attempt.text()).doesNotContain("@end");
            if (!attempt.text().isEmpty()) {
                afterFirstByte[0]++;
                assertIsBeginningWithError(attempt.text(), whole);
            }
        });
        assertThat(afterFirstByte[0]).isPositive();
    }

    private static Throwable cause(FaultRun run) {
        return run.failure().orElseThrow();
    }

    private static void assertIsBeginningWithError(String text, String whole) {
        List<String> lines = text.lines().toList();
        int rows = lines.size() - 1;
        assertThat(text).endsWith("\n");
        assertThat(lines.subList(0, rows)).isEqualTo(whole.lines().limit(rows).toList());
        assertThat(lines.get(rows)).isEqualTo("{\"@error\":{\"code\":\"failed\",\"rows\":" + rows + "}}");
    }

    @Test
    void anArrayStaysOpenWhenTheDatabaseFails() throws Exception {
        String whole = written(JsonRows::array);
        assertThat(MAPPER.readTree(whole).size()).isEqualTo(BOOKS);

        Attempt attempt = new Attempt(JsonRows::array);
        int[] afterFirstByte = {0};
        new FaultWalk(books.faults, () -> {}).forEachCall(attempt::run, run -> {
            if (attempt.failure == null) {
                assertThat(attempt.text()).isEqualTo(whole);
            } else if (!attempt.text().isEmpty()) {
                afterFirstByte[0]++;
                assertThat(whole).startsWith(attempt.text());
                assertThat(catchThrowable(() -> MAPPER.readTree(attempt.text())))
                        .isInstanceOf(UnexpectedEndOfInputException.class);
            }
        });
        assertThat(afterFirstByte[0]).isPositive();
    }

    @Test
    void nothingIsWrittenWhenItFailsBeforeTheFirstByte() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RuntimeException refused = new RuntimeException("no");
        Throwable thrown = catchThrowable(() ->
                books.read(em -> query(em).limit(2).writeTo(JsonRows.array(out, failingAt(2, refused)), 1)));
        assertThat(thrown).isSameAs(refused);
        assertThat(out.size()).isZero();
    }

    @Test
    void aRowThatCannotBeWrittenLeavesNothingBehind() {
        String whole = written(JsonRows::ndjson);
        for (int row = 8; row <= BOOKS; row++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            RuntimeException refused = new RuntimeException("a secret");
            RowWriter writer = JsonRows.ndjson(out, failingAt(row, refused));

            assertThat(catchThrowable(() -> books.read(em -> query(em).writeTo(writer))))
                    .isSameAs(refused);
            String text = out.toString(StandardCharsets.UTF_8);
            assertIsBeginningWithError(text, whole);
            assertThat(text.lines()).hasSize(row);
        }
    }

    @Test
    void aStreamThatFailsGetsNothingMore() {
        for (Format format : List.<Format>of(JsonRows::ndjson, JsonRows::array)) {
            String whole = written(format);
            for (int limit = 0; limit < whole.length(); limit += 97) {
                BrokenStream out = new BrokenStream(limit);
                Throwable thrown =
                        catchThrowable(() -> books.read(em -> query(em).writeTo(format.writer(out), 5)));

                assertThat(thrown).isInstanceOf(OutputFailedException.class).hasCause(out.failure);
                String taken = out.taken.toString(StandardCharsets.UTF_8);
                assertThat(taken).hasSize(limit).isEqualTo(whole.substring(0, limit));
                assertThat(out.failures).isEqualTo(1);
                assertThat(((OutputFailedException) thrown).rows())
                        .isLessThanOrEqualTo(wholeRows(taken))
                        .isGreaterThanOrEqualTo(wholeRows(taken) - 4);
            }
        }
    }

    private static long wholeRows(String taken) {
        return taken.split("]}", -1).length - 1L;
    }

    @Test
    void aStreamThatCannotBeFlushedFails() {
        IOException gone = new IOException("gone");
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() throws IOException {
                throw gone;
            }
        };
        assertThat(catchThrowable(() -> books.read(em -> query(em).writeTo(JsonRows.ndjson(out)))))
                .isInstanceOfSatisfying(OutputFailedException.class, failure -> {
                    assertThat(failure).hasCause(gone);
                    assertThat(failure.rows()).isEqualTo(BOOKS);
                });
    }

    @Test
    void theStreamIsFlushedAndNotClosed() {
        int[] flushes = {0};
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                flushes[0]++;
            }

            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        books.read(em -> query(em).writeTo(JsonRows.array(out)));
        assertThat(flushes[0]).isEqualTo(1);
    }

    private String written(Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        books.read(em -> query(em).writeTo(format.writer(out), 5));
        return out.toString(StandardCharsets.UTF_8);
    }

    private ProjectionQuery<LongTexts.Book, Item> query(EntityManager em) {
        return books.items.query(em).orderBy("id");
    }

    /** Fails to write the text of one of the rows. */
    private static JsonMapper failingAt(int row, RuntimeException failure) {
        int[] texts = {0};
        return JsonMapper.builder()
                .addModule(new SimpleModule().addSerializer(String.class, new StdSerializer<String>(String.class) {
                    @Override
                    public void serialize(String value, JsonGenerator json, SerializationContext context) {
                        texts[0]++;
                        if (texts[0] == row) {
                            throw failure;
                        }
                        json.writeString(value);
                    }
                }))
                .build();
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    interface Format {
        RowWriter writer(OutputStream out);
    }

    /** One attempt at the answer, in a transaction that ends in any case. */
    private final class Attempt {

        private final Format format;
        private ByteArrayOutputStream out = new ByteArrayOutputStream();
        Throwable failure;

        Attempt(Format format) {
            this.format = format;
        }

        void run() throws Throwable {
            out = new ByteArrayOutputStream();
            failure = null;
            books.read(em -> {
                failure = catchThrowable(() -> query(em).writeTo(format.writer(out), 5));
                if (failure instanceof RuntimeException thrown) {
                    throw thrown;
                }
                return true;
            });
        }

        String text() {
            return out.toString(StandardCharsets.UTF_8);
        }
    }
}
