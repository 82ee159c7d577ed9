package dev.headroom.projection.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headroom.projection.Projection;
import dev.headroom.projection.RowWriter;
import dev.headroom.projection.jackson.LongTexts.Book;
import dev.headroom.projection.jackson.LongTexts.Page;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.TcpProxy;
import jakarta.persistence.EntityManagerFactory;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That an answer whose rows stop coming between two fetches does not look complete. */
@ExtendWith(ServersExtension.class)
class LostConnectionTest {

    private static final int BOOKS = 40;
    private static final int FETCH = 4;

    record Plain(long id, String text) {}

    private LongTexts books;
    private TcpProxy network;
    private EntityManagerFactory throughNetwork;

    @BeforeEach
    void open(Servers servers) {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        books = new LongTexts(database);
        books.fill(BOOKS, LongTexts.LONGEST);
        network = database.openProxy();
        throughNetwork = EntityManagerFactories.open(database.dataSourceThrough(network), Book.class, Page.class);
    }

    @AfterEach
    void close() {
        throughNetwork.close();
        network.close();
        books.close();
    }

    @Test
    void linesTellOfIt() {
        List<String> lines = writtenUntilCutOff(JsonRows::ndjson).lines().toList();
        assertThat(lines).hasSize(FETCH + 1).noneMatch(line -> line.contains("@end"));
        assertThat(lines.get(FETCH)).isEqualTo("{\"@error\":{\"code\":\"failed\",\"rows\":" + FETCH + "}}");
    }

    @Test
    void anArrayStaysOpen() {
        assertThat(writtenUntilCutOff(JsonRows::array))
                .startsWith("[{")
                .endsWith("}")
                .doesNotContain("]");
    }

    /** The network is cut when the first rows go out. */
    private String writtenUntilCutOff(Function<OutputStream, RowWriter> format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                network.cut();
            }
        };
        Projection<Book, Plain> items = Projection.of(Book.class, Plain.class).build(throughNetwork);
        Throwable thrown = catchThrowable(() -> throughNetwork.runInTransaction(
                em -> items.query(em).orderBy("id").writeTo(format.apply(out), FETCH)));
        assertThat(thrown).isNotNull();
        return out.toString(StandardCharsets.UTF_8);
    }
}
