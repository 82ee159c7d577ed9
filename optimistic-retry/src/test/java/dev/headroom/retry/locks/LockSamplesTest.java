package dev.headroom.retry.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.http.EntityTags;
import dev.headroom.retry.http.IfMatch;
import dev.headroom.retry.http.IfNoneMatch;
import dev.headroom.retry.locks.Mails.Mail;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.DocumentedSamples;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples in the Javadoc of tags, limits, waits and claims. */
@ExtendWith(ServersExtension.class)
class LockSamplesTest {

    private static final Path THIS = Path.of("src/test/java/dev/headroom/retry/locks/LockSamplesTest.java");

    @ParameterizedTest
    @ValueSource(strings = {"EntityTags", "IfMatch", "IfNoneMatch", "LockLimit", "LockWait", "RowClaims"})
    void standsInThisTest(String type) {
        DocumentedSamples samples =
                DocumentedSamples.inJavadoc(Path.of("src/main/java/dev/headroom/retry", type + ".java"));
        assertThat(samples.count()).isPositive();
        assertThat(samples.missingIn(THIS)).isEmpty();
    }

    private final Mail mail = new Mail(0, 1);

    @Test
    void tagsAResponse() {
        Response response = new Response(new HashMap<>());
        mail.version = 7;
        // spotless:off
        response.setHeader("ETag", EntityTags.of(mail.version)); // "7", with the quotes
        // spotless:on
        assertThat(response.headers()).containsEntry("ETag", "\"7\"");
    }

    private record Response(Map<String, String> headers) {
        void setHeader(String name, String value) {
            headers.put(name, value);
        }
    }

    @Test
    void answersConditionalRequests() {
        assertThat(change(null)).isEqualTo(428);
        assertThat(change("\"1\"")).isEqualTo(412);
        assertThat(change("\"0\"")).isEqualTo(200);
        assertThat(show(null, true)).isEqualTo(200);
        assertThat(show("\"0\"", true)).isEqualTo(304);
        assertThat(show("*", false)).isEqualTo(412);
        assertThat(show("\"1\"", true)).isEqualTo(200);
    }

    private int change(String header) {
        // spotless:off
        if (header == null) return status(428);                                // Precondition Required
        if (!IfMatch.parse(header).matches(mail.version)) return status(412);  // Precondition Failed
        // spotless:on
        return status(200);
    }

    private int show(String header, boolean isGetOrHead) {
        // spotless:off
        if (header != null && IfNoneMatch.parse(header).matches(mail.version)) {
            return status(isGetOrHead ? 304 : 412); // Not Modified, or Precondition Failed
        }
        // spotless:on
        return status(200);
    }

    private static int status(int code) {
        return code;
    }

    @Test
    void limitsLocks() {
        // spotless:off
        LockLimit exports = LockLimit.of("exports", 4);
        LockLimit perTenant = LockLimit.perKey("tenants", 2, Duration.ofMillis(200));
        // spotless:on
        assertThat(exports.run("any", exports::keys)).isEqualTo(1);
        assertThat(perTenant.run("tenant", () -> perTenant.available("tenant"))).isEqualTo(1);
    }

    @Test
    void locksRows(Servers servers) {
        try (Mails store = new Mails(servers.database(DatabaseKind.H2))) {
            store.refill(3);
            int id = 1;
            store.write(em -> {
                // spotless:off
                Mail one = em.find(Mail.class, id, LockModeType.PESSIMISTIC_WRITE, LockWait.noWait().timeout());
                List<Mail> all = LockWait.atMost(Duration.ofSeconds(2)).lock(em.createQuery("from Mail", Mail.class)).getResultList();
                // spotless:on
                assertThat(all).hasSize(3).contains(one);
            });
            EntityManagerFactory entityManagerFactory = store.entityManagers;
            // spotless:off
            RowClaims claims = RowClaims.using(entityManagerFactory);
            int sent = claims.claim(
                    Mail.class, (mail, cb) -> cb.equal(mail.get("sent"), 0), 10, (em, mails) -> mails.forEach(Mail::send));
            // spotless:on
            assertThat(sent).isEqualTo(3);
        }
    }
}
