package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.effects.EffectFinding;
import dev.headroom.retry.effects.EffectLog;
import dev.headroom.retry.effects.EffectTables;
import dev.headroom.retry.effects.Effects;
import dev.headroom.retry.http.EntityTags;
import dev.headroom.retry.http.IfMatch;
import dev.headroom.retry.locks.LockLimit;
import dev.headroom.retry.locks.LockWait;
import dev.headroom.retry.locks.RowClaims;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.DocumentedSamples;
import dev.headroom.testsupport.RecordedStore;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every sample of the guide and the Javadoc, run here or in a test beside. */
@ExtendWith(ServersExtension.class)
@SuppressWarnings("NullAway") // Hibernate sets the fields
class SamplesTest {

    private static final Path TESTS = Path.of("src/test/java/dev/headroom/retry");

    // spotless:off
    static @Entity
    class Invoice {
        @Id
        Long id;

        @Version
        int version;

        String status;
        int paid;
        String receipt;
    }
    // spotless:on

    @Entity
    static class Reminder {
        @Id
        Long id;

        @ManyToOne
        Invoice invoice;

        Reminder() {}

        Reminder(Invoice invoice) {
            this.id = invoice.id;
            this.invoice = invoice;
        }
    }

    private RecordedStore store;
    private EntityManagerFactory entityManagerFactory;
    private final long id = 1L;
    private final int amount = 30;

    @BeforeEach
    void open(Servers servers) {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        store = new RecordedStore(database, Invoice.class, Reminder.class);
        entityManagerFactory = store.entityManagers;
        store.write(em -> {
            Invoice invoice = new Invoice();
            invoice.id = id;
            invoice.status = "OPEN";
            invoice.version = 0;
            em.persist(invoice);
            EffectTables.statements(DatabaseKind.POSTGRESQL)
                    .forEach(sql -> em.createNativeQuery(sql).executeUpdate());
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void standInTests() throws IOException {
        assertStand(DocumentedSamples.inMarkdown(Path.of("../docs/guides/optimistic-retry.md")));
        assertStand(DocumentedSamples.inJavadoc(Path.of("src/main/java")));
    }

    private static void assertStand(DocumentedSamples samples) throws IOException {
        assertThat(samples.count()).isPositive();
        Set<String> missing = new TreeSet<>(samples.missingIn(TESTS.resolve("SamplesTest.java")));
        try (Stream<Path> tests = Files.list(TESTS)) {
            tests.forEach(test -> missing.retainAll(samples.missingIn(test)));
        }
        assertThat(missing).isEmpty();
    }

    private Invoice invoice() {
        return store.read(em -> em.find(Invoice.class, id));
    }

    @Test
    void tour() {
        // spotless:off
        VersionedUpdates updates = VersionedUpdates.of(entityManagerFactory).build();

        Outcome outcome = updates.update(Invoice.class, id)
                .compute((invoice, patch) -> invoice.status.equals("OPEN")
                        ? patch.set("status", "PAID").add("paid", amount)
                        : patch);
        // spotless:on
        assertThat(outcome).isInstanceOf(Updated.class);
        assertThat(invoice()).returns("PAID", invoice -> invoice.status).returns(30, invoice -> invoice.paid);

        // spotless:off
        updates.update(Invoice.class, id)
                .compute((invoice, patch) -> patch.forceIncrement().then(em -> em.persist(new Reminder(invoice))));
        // spotless:on
        assertThat(invoice().version).isEqualTo(2);
        assertThat(store.<Reminder>read(em -> em.find(Reminder.class, id))).isNotNull();
    }

    @Test
    void policies() {
        VersionedUpdates updates = budgeted();
        BiFunction<Invoice, Patch<Invoice>, Patch<Invoice>> function = (invoice, patch) -> patch.add("paid", 1);
        // spotless:off
        RetryPolicy patient = RetryPolicy.standard().attempts(50).deadline(Duration.ofSeconds(30));
        Outcome outcome = updates.update(Invoice.class, id).policy(patient).compute(function);
        // spotless:on
        assertThat(outcome).isInstanceOf(Updated.class);
    }

    private VersionedUpdates budgeted() {
        // spotless:off
        VersionedUpdates updates = VersionedUpdates.of(entityManagerFactory)
                .budget(RetryBudget.of(0.2, 100))
                .build();
        // spotless:on
        return updates;
    }

    @Test
    void rebases() {
        VersionedUpdates updates = locking();
        // spotless:off
        Outcome outcome = updates.update(Invoice.class, id)
                .dependsOn("status")
                .compute((invoice, patch) -> patch.add("paid", price(invoice)));
        // spotless:on
        assertThat(outcome).isInstanceOf(Updated.class);
    }

    private VersionedUpdates locking() {
        // spotless:off
        VersionedUpdates updates = VersionedUpdates.of(entityManagerFactory)
                .policy(RetryPolicy.standard().lockAfter(3))
                .lockWait(LockWait.atMost(Duration.ofSeconds(2)))
                .lockLimit(LockLimit.of("invoices", 4))
                .build();
        // spotless:on
        return updates;
    }

    private static int price(Invoice invoice) {
        return invoice.version + 1;
    }

    @Test
    void claims() {
        // spotless:off
        RowClaims claims = RowClaims.using(entityManagerFactory);
        int sent = claims.claim(Invoice.class, (invoice, cb) -> cb.equal(invoice.get("status"), "OPEN"), 10, (em, invoices) -> send(invoices));
        // spotless:on
        assertThat(sent).isOne();
        assertThat(invoice().status).isEqualTo("SENT");
    }

    private static void send(List<Invoice> invoices) {
        invoices.forEach(invoice -> invoice.status = "SENT");
    }

    /** Whoever moves the money. */
    private static final class Provider {

        private int charges;

        String charge(String key, int amount) {
            charges++;
            return "receipt of " + key + " for " + amount;
        }

        Optional<String> find(String key) {
            return charges == 0 ? Optional.empty() : Optional.of("receipt of " + key);
        }
    }

    @Test
    void effects() {
        VersionedUpdates updates = VersionedUpdates.of(entityManagerFactory).build();
        Provider provider = new Provider();
        long paymentId = 4711;
        // spotless:off
        EffectLog effects = EffectLog.of(entityManagerFactory).build();
        Effects payment = effects.forKey("payment-" + paymentId);
        Outcome outcome = updates.update(Invoice.class, id).compute((invoice, patch) -> {
            String receipt = payment.once("charge", key -> provider.charge(key, invoice.paid));
            return patch.set("status", "PAID").set("receipt", receipt);
        });
        // spotless:on
        assertThat(outcome).isInstanceOf(Updated.class);
        assertThat(invoice().receipt).isEqualTo("receipt of payment-4711/charge for 0");
        assertThat(hooked(provider).forKey("payment-4711").once("charge", key -> provider.charge(key, 1)))
                .isEqualTo(invoice().receipt);
        assertThat(provider.charges).isOne();
        assertThat(proving(effects).update(Invoice.class, id).compute((invoice, patch) -> patch.add("paid", 1)))
                .isInstanceOf(Updated.class);
    }

    private EffectLog hooked(Provider provider) {
        // spotless:off
        EffectLog effects = EffectLog.of(entityManagerFactory)
                .onUncertain(effect -> EffectFinding.of(provider.find(effect.idempotencyKey())))
                .build();
        // spotless:on
        return effects;
    }

    private VersionedUpdates proving(EffectLog effects) {
        // spotless:off
        VersionedUpdates updates = VersionedUpdates.of(entityManagerFactory).proveCommits(effects).build();
        // spotless:on
        return updates;
    }

    @Test
    void manyAndOthers() {
        VersionedUpdates updates = VersionedUpdates.of(entityManagerFactory).build();
        List<Long> ids = List.of(id);
        // spotless:off
        Map<Object, Outcome> outcomes = updates.updateAll(Invoice.class, ids)
                .compute((invoice, patch) -> patch.set("status", "OVERDUE"));
        // spotless:on
        assertThat(outcomes.get(id)).isInstanceOf(Updated.class);
        int day = 1;
        // spotless:off
        int open = updates.inTransaction(em -> close(em, day));
        // spotless:on
        assertThat(open).isOne();
    }

    private static int close(EntityManager entityManager, int day) {
        return entityManager
                .createQuery("select i from SamplesTest$Invoice i where i.version <= :day", Invoice.class)
                .setParameter("day", day)
                .getResultList()
                .size();
    }

    @Test
    void views() {
        VersionedUpdates updates = VersionedUpdates.of(entityManagerFactory).build();
        BiFunction<Invoice, Patch<Invoice>, Patch<Invoice>> function = (invoice, patch) -> patch.add("paid", 1);
        try (EntityManager em = entityManagerFactory.createEntityManager()) {
            Invoice seen = em.find(Invoice.class, id);
            // spotless:off
            Outcome outcome = updates.update(Invoice.class, id).refreshing(em).compute(function);
            // spotless:on
            assertThat(outcome).isInstanceOf(Updated.class);
            assertThat(seen.paid).isOne();
        }
    }

    @Test
    void http() {
        VersionedUpdates updates = VersionedUpdates.of(entityManagerFactory).build();
        Invoice invoice = invoice();
        assertThat(status(updates, invoice, "\"0\"")).isEqualTo(204);
        assertThat(status(updates, invoice, "\"0\", \"7\"")).isEqualTo(412);
        assertThat(status(updates, invoice, "*")).isEqualTo(204);
        store.write(em -> em.remove(em.find(Invoice.class, id)));
        assertThat(status(updates, invoice, "*")).isEqualTo(404);
    }

    private int status(VersionedUpdates updates, Invoice invoice, String header) {
        // spotless:off
        String etag = EntityTags.of(invoice.version);
        Outcome outcome = updates.update(Invoice.class, id)
                .ifVersion(IfMatch.parse(header))
                .compute((read, patch) -> patch.set("status", "PAID"));
        int status = outcome instanceof Outcome.Updated || outcome instanceof Outcome.Unchanged
                ? 204
                : outcome instanceof Outcome.Gone ? 404 : outcome instanceof Outcome.Skipped ? 412 : 503;
        // spotless:on
        assertThat(etag).isEqualTo("\"0\"");
        return status;
    }
}
