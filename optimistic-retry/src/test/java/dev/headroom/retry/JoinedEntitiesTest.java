package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Loan;
import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.EachDatabase;
import java.util.Objects;
import java.util.Set;
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
