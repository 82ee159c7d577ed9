package dev.headroom.projection.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Budget;
import dev.headroom.projection.BudgetExceededException;
import dev.headroom.projection.Payload;
import dev.headroom.projection.Projection;
import dev.headroom.projection.Select;
import dev.headroom.projection.jackson.LongTexts.Book;
import dev.headroom.projection.mask.FieldMask;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.DocumentedSamples;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples of the Javadoc, and answers that are over their budget. */
@ExtendWith(ServersExtension.class)
class SamplesTest {

    private static final Path THIS = Path.of("src/test/java/dev/headroom/projection/jackson/SamplesTest.java");

    private final Response response = new Response();
    private LongTexts books;

    @BeforeEach
    void open(Servers servers) {
        books = new LongTexts(servers.database(DatabaseKind.H2));
        books.fill(12, LongTexts.LONGEST);
    }

    @AfterEach
    void close() {
        books.close();
    }

    record BookTitle(long id, @Select("text") String title) {}

    @Budget(bytes = 10_000)
    record SmallAnswer(long id, String text) {}

    @Budget(rowBytes = 1_000)
    record SmallRows(long id, String text) {}

    @Test
    void standsInThisTest() {
        DocumentedSamples samples = DocumentedSamples.inJavadoc(Path.of("src/main/java"));
        assertThat(samples.count()).isPositive();
        assertThat(samples.missingIn(THIS)).isEmpty();
    }

    @Test
    void answersAnArray() {
        Projection<Book, BookTitle> items =
                Projection.of(Book.class, BookTitle.class).build(books.entityManagers);
        Payload payload = books.read(entityManager -> answer(items, entityManager));
        assertThat(response.body.size()).isEqualTo(payload.bytes() + 2);
    }

    private Payload answer(Projection<Book, BookTitle> items, EntityManager entityManager) {
        return
        // spotless:off
        items.query(entityManager)
                .orderBy("id")
                .limit(50)
                .writeTo(JsonRows.array(response.getOutputStream()));
        // spotless:on
    }

    @Test
    void answersWhatIsAskedFor() {
        OutputStream out = response.getOutputStream();
        Projection<Book, BookTitle> items =
                Projection.of(Book.class, BookTitle.class).build(books.entityManagers);
        books.read(entityManager -> {
            // spotless:off
            Payload payload = items.query(entityManager)
                    .limit(50)
                    .fields(FieldMask.parse("id,title"))
                    .writeTo(JsonRows.array(out));
            // spotless:on
            assertThat(payload.rows()).isEqualTo(12);
            return payload;
        });
    }

    @Test
    void linesTellThatTheAnswerIsTooLarge() {
        assertThatThrownBy(() -> write(SmallAnswer.class)).isInstanceOf(BudgetExceededException.class);
        assertThat(lines()).hasSize(4 + 1).last().isEqualTo("{\"@error\":{\"code\":\"over-budget\",\"rows\":4}}");
    }

    @Test
    void linesTellThatTheRowsWereTooLarge() {
        assertThatThrownBy(() -> write(SmallRows.class)).isInstanceOf(BudgetExceededException.class);
        assertThat(lines()).hasSize(12 + 1).last().isEqualTo("{\"@error\":{\"code\":\"over-budget\",\"rows\":12}}");
    }

    private void write(Class<?> view) {
        Projection<Book, ?> projection =
                Projection.of(Book.class, view).failOverBudget().build(books.entityManagers);
        books.read(em -> projection.query(em).orderBy("id").writeTo(JsonRows.ndjson(response.body), 3));
    }

    private List<String> lines() {
        return response.body.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static final class Response {

        final ByteArrayOutputStream body = new ByteArrayOutputStream();

        OutputStream getOutputStream() {
            return body;
        }
    }
}
