package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Loan;
import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Patches of entities in several tables, which Hibernate writes. */
@EachDatabase
class JoinedEntitiesTest {

    @Parameter
    Bank bank;

    private VersionedUpdate<Loan> loan(long id) {
        Loan loan = new Loan();
        loan.id = id;
        bank.write(em -> em.persist(loan));
        return bank.updates()
                .update(Loan.class, id)
                .policy(RetryPolicy.standard().onConflict(OnConflict.SKIP));
    }

    private Loan find(long id) {
        return Objects.requireNonNull(bank.read(em -> em.find(Loan.class, id)));
    }

    @Test
    void takeNumbersOfOtherTypes() {
        VersionedUpdate<Loan> update = loan(1);
        assertThat(update.compute((loan, patch) -> patch.set("rate", 5L).add("pages", (short) 2)))
                .isEqualTo(new Updated(1L, 1, 1, Set.of()));
        assertThat(update.compute((loan, patch) -> patch.set("pages", (byte) 9).add("rate", -2L)))
                .isEqualTo(new Updated(2L, 1, 1, Set.of()));
        assertThat(find(1)).returns(3, loan -> loan.rate).returns(9, loan -> loan.pages);
    }

    @Entity(name = "Shipment")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Shipment {
        @Id
        Long id;

        @Version
        short version;

        short pieces;
    }

    @Entity(name = "Parcel")
    static class Parcel extends Shipment {
        BigDecimal price = BigDecimal.ZERO;
        double weight;

        @Nullable Long volume;
    }

    @Test
    void takeNumbersOfOtherKinds() {
        try (RecordedStore parcels = new RecordedStore(bank.database, Shipment.class, Parcel.class)) {
            Parcel parcel = new Parcel();
            parcel.id = 1L;
            parcels.write(em -> em.persist(parcel));
            VersionedUpdate<Parcel> update =
                    VersionedUpdates.of(parcels.entityManagers).build().update(Parcel.class, 1L);
            update.compute((read, patch) ->
                    patch.set("pieces", 2).set("price", 3).set("weight", 4).set("volume", 5));
            update.compute((read, patch) ->
                    patch.add("pieces", 1L).add("price", 0.5).add("weight", 1).add("volume", (short) 1));
            assertThat(parcels.<Parcel>read(em -> em.find(Parcel.class, 1L)))
                    .returns((short) 3, read -> read.pieces)
                    .returns(0, read -> read.price.compareTo(new BigDecimal("3.5")))
                    .returns(5.0, read -> read.weight)
                    .returns(6L, read -> read.volume)
                    .returns((short) 2, read -> read.version);
        }
    }

    @Test
    void takeNoNumbersThatDoNotFit() {
        VersionedUpdate<Loan> update = loan(2);
        assertThatThrownBy(() -> update.compute((loan, patch) -> patch.set("rate", 1L << 31)))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("takes no java.lang.Long of that value");
        assertThatThrownBy(() -> update.compute((loan, patch) -> patch.add("pages", 0.5)))
                .isInstanceOf(InvalidUpdateException.class);
        assertThat(find(2).version).isZero();
    }

    @Test
    void tellOfAnother() {
        VersionedUpdate<Loan> update = loan(3);
        Outcome outcome = update.compute((loan, patch) -> {
            update.compute((same, other) -> other.set("rate", 7));
            return patch.add("pages", 1);
        });
        assertThat(outcome).isEqualTo(new Skipped(new Conflict(0L, 1L, Set.of("rate"))));
        assertThat(update.compute((loan, patch) -> patch.add("pages", 1).ifUnchanged("rate")))
                .isEqualTo(new Updated(2L, 1, 1, Set.of()));
        assertThat(update.compute((loan, patch) -> patch.delete())).isEqualTo(new Updated(null, 1, 1, Set.of()));
        assertThat(bank.<Loan>read(em -> em.find(Loan.class, 3L))).isNull();
    }
}
