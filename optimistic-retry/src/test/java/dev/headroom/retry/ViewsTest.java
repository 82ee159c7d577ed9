package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.http.IfMatch;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What others see of an update: an entity manager that stays open, a log, a listener, a request. */
@EachDatabase
class ViewsTest {

    @Parameter
    Place place;

    static final class Place extends RecordedStore {
        final Bank bank;
        final Database database;

        Place(Database database) {
            super(database, Sign.class);
            this.database = database;
            bank = new Bank(database);
        }

        @Override
        public void close() {
            bank.close();
            super.close();
        }
    }

    @Entity(name = "Sign")
    static class Sign {
        @Id
        Long id = 1L;

        @jakarta.persistence.Version
        @Nullable Integer version;

        @Nullable String text;
    }

    @Test
    void anOpenEntityManagerShowsTheEntityAsItWas() {
        place.bank.account(1);
        try (EntityManager view = place.bank.entityManagers.createEntityManager()) {
            Account seen = view.find(Account.class, 1L);
            place.bank.updates().update(Account.class, 1L).compute((account, patch) -> patch.add("visits", 1));
            assertThat(seen.visits).isZero();
            place.bank
                    .updates()
                    .update(Account.class, 1L)
                    .refreshing(view)
                    .compute((account, patch) -> patch.add("visits", 1));
            assertThat(seen).returns(2, account -> account.visits).returns(2, account -> account.version);
            assertThat(view.find(Account.class, 1L)).isSameAs(seen);
        }
    }

    @Test
    void anOpenEntityManagerForgetsWhatIsDeleted() {
        place.bank.account(2);
        try (EntityManager view = place.bank.entityManagers.createEntityManager()) {
            view.find(Account.class, 2L);
            place.bank.updates().update(Account.class, 2L).refreshing(view).compute((account, patch) -> patch.delete());
            assertThat(view.find(Account.class, 2L)).isNull();
        }
    }

    @Test
    void anEntityManagerThatDoesNotKnowTheEntityIsLeftAlone() {
        place.bank.account(3);
        try (EntityManager view = place.bank.entityManagers.createEntityManager()) {
            assertThat(place.bank
                            .updates()
                            .update(Account.class, 3L)
                            .refreshing(view)
                            .compute((account, patch) -> patch.add("visits", 1)))
                    .isInstanceOf(Updated.class);
            assertThat(view.contains(view.getReference(Account.class, 3L))).isTrue();
        }
    }

    @Test
    void hibernateLogsPatches() {
        place.bank.account(4);
        List<String> inspected = new CopyOnWriteArrayList<>();
        try (EntityManagerFactory inspecting = new HibernatePersistenceConfiguration("inspected")
                .managedClasses(Account.class, Bank.Booking.class)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, place.database.dataSource())
                .property(JdbcSettings.STATEMENT_INSPECTOR, (StatementInspector) sql -> {
                    inspected.add(sql);
                    return sql;
                })
                .createEntityManagerFactory()) {
            VersionedUpdates updates = VersionedUpdates.of(inspecting).build();
            updates.update(Account.class, 4L).compute((account, patch) -> patch.add("visits", 1));
            assertThat(inspected).anyMatch(sql -> sql.startsWith("update Account set"));
            inspected.clear();
            place.bank.account(5);
            updates.updateAll(Account.class, List.of(4L, 5L)).compute((account, patch) -> patch.add("visits", 1));
            assertThat(inspected).anyMatch(sql -> sql.startsWith("update Account set"));
        }
    }

    @Test
    void aListenerThatFailsIsLoggedOnceAndReachesNobody() {
        place.bank.account(6);
        VersionedUpdates updates = VersionedUpdates.of(place.bank.entityManagers)
                .listener(new RetryListener() {
                    @Override
                    public void conflict(Class<?> entity, Conflict conflict, int attempt) {
                        throw new AssertionError("no meter");
                    }

                    @Override
                    public void outcome(Class<?> entity, Outcome outcome, Duration took) {
                        throw new IllegalStateException("no meter");
                    }
                })
                .build();
        List<LogRecord> logged = logged(() -> {
            int[] others = {1};
            assertThat(updates.update(Account.class, 6L).compute((account, patch) -> {
                        if (others[0]-- > 0) {
                            place.bank.write(em -> em.find(Account.class, 6L).visits++);
                        }
                        return patch.add("balance", 1);
                    }))
                    .isInstanceOf(Updated.class);
            assertThat(updates.updateAll(Account.class, List.of(6L))
                            .compute((account, patch) -> patch.add("balance", 1)))
                    .hasSize(1);
        });
        assertThat(logged)
                .singleElement()
                .satisfies(one -> assertThat(one.getThrown()).hasMessage("no meter"));
    }

    /** A checked exception, as Kotlin throws it from anywhere, whose message fails as well, once. */
    @Test
    void aListenerMayThrowWhateverItLikes() {
        place.bank.account(7);
        int[] messages = {0};
        VersionedUpdates updates = VersionedUpdates.of(place.bank.entityManagers)
                .listener(new RetryListener() {
                    @Override
                    public void outcome(Class<?> entity, Outcome outcome, Duration took) {
                        ViewsTest.<RuntimeException>throwUnchecked(new Exception() {
                            @Override
                            public String getMessage() {
                                if (messages[0]++ == 0) {
                                    throw new IllegalStateException("no message");
                                }
                                return "no meter";
                            }
                        });
                    }
                })
                .build();
        List<LogRecord> logged = logged(() -> assertThat(
                        updates.update(Account.class, 7L).compute((account, patch) -> patch.add("balance", 1)))
                .isInstanceOf(Updated.class));
        assertThat(logged)
                .singleElement()
                .satisfies(one -> assertThat(one.getMessage()).contains("failed", "ViewsTest"));
    }

    @SuppressWarnings("unchecked") // which it is not
    private static <T extends Exception> void throwUnchecked(Exception failure) throws T {
        throw (T) failure;
    }

    private static List<LogRecord> logged(Runnable work) {
        List<LogRecord> records = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord one) {
                if (one.getThrown() != null) {
                    assertThat(one.getThrown().getMessage())
                            .as("as a log writes it")
                            .isNotNull();
                }
                records.add(one);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(RetryListener.class.getName());
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return records;
    }

    /** RFC 9110: the star matches whatever there is. */
    @Test
    void anyRepresentationMatchesAStar() {
        place.write(em -> em.persist(new Sign()));
        String column = place.kind == dev.headroom.testsupport.DatabaseKind.MARIADB
                ? "alter table Sign modify version integer null"
                : "alter table Sign alter column version drop not null";
        place.write(em -> em.createNativeQuery(column).executeUpdate());
        place.write(em -> em.createNativeQuery("update Sign set version = null").executeUpdate());
        VersionedUpdate<Sign> update =
                VersionedUpdates.of(place.entityManagers).build().update(Sign.class, 1L);
        assertThat(update.ifVersion(IfMatch.parse("\"0\"")).compute((sign, patch) -> patch.set("text", "a")))
                .isInstanceOf(Skipped.class);
        assertThat(update.ifVersion(IfMatch.parse("*")).compute((sign, patch) -> patch.set("text", "a")))
                .isInstanceOf(Updated.class);
    }
}
