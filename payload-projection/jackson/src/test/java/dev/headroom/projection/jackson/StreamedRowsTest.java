package dev.headroom.projection.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.projection.Payload;
import dev.headroom.testsupport.EachDatabase;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That a long answer needs no more memory than a short one. */
@EachDatabase
class StreamedRowsTest {

    private static final int BOOKS = 10_000;
    private static final int FETCH = 500;
    private static final int LENGTH = 100;
    private static final int PIECE = 8 * 1024;

    @Parameter
    LongTexts books;

    @BeforeParameterizedClassInvocation
    static void fill(LongTexts books) {
        books.fill(BOOKS, LENGTH);
    }

    @Test
    void rowsGoOutBeforeTheNextAreRead() {
        Pieces out = new Pieces();
        Payload payload = books.read(em -> books.items.query(em).orderBy("id").writeTo(JsonRows.ndjson(out), FETCH));

        assertThat(payload.rows()).isEqualTo(BOOKS);
        assertThat(payload.statements()).isEqualTo(1 + BOOKS / FETCH).isEqualTo(books.statements.count());
        assertThat(out.largest).isLessThan(PIECE + 2 * LENGTH);
        long bytesPerFetch = payload.bytes() / (BOOKS / FETCH);
        for (int fetch = 0; fetch < BOOKS / FETCH; fetch++) {
            assertThat(out.bytesBeforeStatement(fetch + 2))
                    .as("bytes before fetch " + fetch)
                    .isBetween(fetch * bytesPerFetch - 3 * PIECE, fetch * bytesPerFetch + 3 * PIECE);
        }
    }

    /** Notes how many bytes had gone out when a statement was sent. */
    private final class Pieces extends OutputStream {

        int largest;
        private long bytes;
        private final List<Long> bytesAtStatement = new ArrayList<>();

        @Override
        public void write(int value) {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public void write(byte[] piece, int offset, int length) {
            while (bytesAtStatement.size() < books.statements.count()) {
                bytesAtStatement.add(bytes);
            }
            largest = Math.max(largest, length);
            bytes += length;
        }

        /** What had gone out before the piece that follows a statement. */
        long bytesBeforeStatement(int number) {
            return bytesAtStatement.get(number - 1);
        }
    }
}
