package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Bank.Counter;
import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Unchanged;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.exception.InsideTransactionException;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.retry.exception.RetryInterruptedException;
import dev.headroom.retry.http.IfMatch;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.StaleStateException;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.SourceType;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Inputs made after public bug reports of libraries of the same job. */
@EachDatabase
class PeerReportsTest {

    @Parameter
    Desk desk;

    static final class Desk extends RecordedStore {
        final Database database;
        final Bank bank;

        Desk(Database database) {
            super(database, Cart.class, Stamped.class);
            this.database = database;
            bank = new Bank(database);
        }

        @Override
        public void close() {
            bank.close();
            super.close();
        }
    }

    @Entity(name = "Cart")
    static class Cart {
        @Id
        Long id;

        @Version
        @Nullable Integer version;

        @Nullable String note;

        @ElementCollection
        List<String> items = new ArrayList<>();
    }

    @Entity(name = "Stamped")
    static class Stamped {
        @Id
        Long id = 1L;

        @Version
        @CurrentTimestamp(source = SourceType.DB)
        @Nullable Instant version;
    }

    private Cart cart(long id) {
        Cart cart = new Cart();
        cart.id = id;
        cart.items.add("pen");
        desk.write(em -> em.persist(cart));
        return cart;
    }

    private VersionedUpdate<Cart> update(long id) {
        return VersionedUpdates.of(desk.entityManagers).build().update(Cart.class, id);
    }

    /** rails/rails 36264: a row whose version is null. */
    @Test
    void aRowWithoutAVersionIsUpdatedAndGetsOne() {
        cart(1);
        String nullable = desk.kind == DatabaseKind.MARIADB
                ? "alter table Cart modify version integer null"
                : "alter table Cart alter column version drop not null";
        desk.write(em -> em.createNativeQuery(nullable).executeUpdate());
        desk.write(em -> em.createNativeQuery("update Cart set version = null where id = 1")
                .executeUpdate());
        assertThat(update(1).ifVersion(0).compute((cart, patch) -> patch.set("note", "a")))
                .isInstanceOf(Skipped.class);
        assertThat(update(1).compute((cart, patch) -> patch.set("note", "a")))
                .isEqualTo(new Updated(0, 1, 1, Set.of()));
    }

    /** rails/rails 54998: the application sets the version in memory. */
    @Test
    void aVersionInMemoryIsNotBelieved() {
        cart(2);
        Outcome outcome = update(2)
                .policy(RetryPolicy.standard().onConflict(OnConflict.SKIP))
                .compute((cart, patch) -> {
                    update(2).compute((same, other) -> other.set("note", "faster"));
                    cart.version = 1;
                    return patch.set("note", "slower");
                });
        assertThat(outcome).isInstanceOf(Skipped.class);
        assertThat(desk.<String>read(em -> em.find(Cart.class, 2L).note)).isEqualTo("faster");
    }

    /** rails/rails 19776: a touch of a stale object takes the version back. */
    @Test
    void aForcedIncrementOfAStaleEntityDoesNotTakeTheVersionBack() {
        cart(3);
        Outcome outcome = update(3)
                .policy(RetryPolicy.standard().onConflict(OnConflict.SKIP))
                .compute((cart, patch) -> {
                    update(3).compute((same, other) -> other.forceIncrement());
                    update(3).compute((same, other) -> other.forceIncrement());
                    return patch.forceIncrement();
                });
        assertThat(outcome).isEqualTo(new Skipped(new Conflict(0, 2, Set.of())));
        assertThat(desk.<Integer>read(em -> em.find(Cart.class, 3L).version)).isEqualTo(2);
    }

    /** rails/rails 9448: what belongs to the deleted row raises its version by the way. */
    @Test
    void aDeletionIsNotStaleByItself() {
        cart(4);
        assertThat(update(4).compute((cart, patch) -> patch.delete())).isEqualTo(new Updated(null, 1, 1, Set.of()));
    }

    /** resilience4j/resilience4j 1856 and 2368: an interrupt while waiting is swallowed, or a NullPointerException. */
    @Test
    void anInterruptIsKept() {
        cart(5);
        assertThatThrownBy(() -> update(5).compute((cart, patch) -> {
                    update(5).compute((same, other) -> other.forceIncrement());
                    Thread.currentThread().interrupt();
                    return patch.set("note", "a");
                }))
                .isInstanceOf(RetryInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** failsafe-lib/failsafe 115: a delay that is negative. */
    @Test
    void aNegativeDelayIsNone() {
        cart(6);
        RetryPolicy hasty = RetryPolicy.standard().backoff((retry, random) -> Duration.ofMillis(-retry));
        int[] others = {2};
        assertThat(update(6).policy(hasty).compute((cart, patch) -> {
                    if (others[0]-- > 0) {
                        update(6).compute((same, other) -> other.forceIncrement());
                    }
                    return patch.set("note", "a");
                }))
                .isEqualTo(new Updated(3, 3, 3, Set.of()));
    }

    /** paypal/hera 80: MySQL counts the rows that changed, and the same value changes none. */
    @Test
    void theSameValueIsNoConflictWhereOnlyChangedRowsCount() {
        desk.bank.account(7);
        desk.bank.write(em -> {
            Counter counter = new Counter();
            counter.id = 7L;
            counter.note = "same";
            em.persist(counter);
        });
        assertThat(changedRows(updates -> updates.update(Counter.class, 7L)
                        .compute((counter, patch) -> patch.set("note", "same").ifUnchanged("note"))))
                .isEqualTo(new Unchanged(null));
        assertThat(changedRows(updates -> updates.update(Account.class, 7L)
                        .compute((account, patch) -> patch.set("visits", 0).forceIncrement())))
                .isEqualTo(new Updated(1, 1, 1, Set.of()));
    }

    private Outcome changedRows(Function<VersionedUpdates, Outcome> work) {
        if (desk.kind != DatabaseKind.MARIADB) {
            return work.apply(desk.bank.updates());
        }
        HibernatePersistenceConfiguration changed = new HibernatePersistenceConfiguration("changed rows");
        changed.managedClasses(Account.class, Bank.Booking.class, Counter.class);
        changed.jdbcUrl(desk.database.url() + (desk.database.url().contains("?") ? "&" : "?") + "useAffectedRows=true");
        changed.jdbcCredentials(desk.database.user(), desk.database.password());
        try (EntityManagerFactory entityManagers = changed.createEntityManagerFactory()) {
            return work.apply(VersionedUpdates.of(entityManagers).build());
        }
    }

    /** spring-projects/spring-framework 33410: a retry inside of the transaction that has failed. */
    @Test
    void aRetryInsideATransactionIsRefused() {
        cart(8);
        VersionedUpdates updates = VersionedUpdates.of(desk.entityManagers).build();
        assertThatThrownBy(() -> updates.inTransaction(
                        em -> updates.update(Cart.class, 8L).compute((cart, patch) -> patch.set("note", "a"))))
                .isInstanceOf(InsideTransactionException.class);
    }

    /** cashapp/misk 2568: a stale state of a batch is not retried. */
    @Test
    void aStaleStateIsRetried() {
        int[] failures = {2};
        assertThat(VersionedUpdates.of(desk.entityManagers).build().<String>inTransaction(em -> {
                    if (failures[0]-- > 0) {
                        throw new StaleStateException("Batch update returned unexpected row count");
                    }
                    return "done";
                }))
                .isEqualTo("done");
    }

    /** hibernate/hibernate-orm 10615: a version that the database makes, and a forced increment. */
    @Test
    void aVersionOfTheDatabaseIsRefused() {
        assertThatThrownBy(
                        () -> VersionedUpdates.of(desk.entityManagers).build().update(Stamped.class, 1L))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("made by the database");
    }

    /** gravitee-io/gravitee-api-management 16733: a weak tag of some cache allows a write. */
    @Test
    void aWeakTagAllowsNoWrite() {
        cart(9);
        assertThat(update(9).ifVersion(IfMatch.parse("W/\"0\"")).compute((cart, patch) -> patch.set("note", "a")))
                .isInstanceOf(Skipped.class);
        assertThat(update(9)
                        .ifVersion(IfMatch.parse("W/\"0\", \"0\""))
                        .compute((cart, patch) -> patch.set("note", "a")))
                .isInstanceOf(Updated.class);
    }
}
