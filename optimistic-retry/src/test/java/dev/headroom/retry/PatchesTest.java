package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Bank.Address;
import dev.headroom.retry.Bank.Booking;
import dev.headroom.retry.Bank.Counter;
import dev.headroom.retry.Bank.Status;
import dev.headroom.retry.Outcome.Gone;
import dev.headroom.retry.Outcome.Unchanged;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.testsupport.EachDatabase;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What a patch writes, and nothing else. */
@EachDatabase
class PatchesTest {

    @Parameter
    Bank bank;

    private Outcome patch(long id, UnaryOperator<Patch<Account>> function) {
        return bank.updates().update(Account.class, id).compute((account, patch) -> function.apply(patch));
    }

    @Test
    void writesTheNamedAttributesByOneStatement() {
        bank.account(10);

        assertThat(patch(10, patch -> patch.set("note", "paid").add("balance", -5)))
                .isEqualTo(new Updated(1, 1, 1, Set.of()));

        assertThat(bank.writes())
                .containsExactly(
                        "update Account set version = ?, note = ?, balance = balance + ? where id = ? and version = ?");
        assertThat(bank.find(10)).returns(-5, account -> account.balance).returns("paid", account -> account.note);
    }

    @Test
    void keepsWhatAnotherWroteToOtherAttributes() {
        bank.account(11);
        VersionedUpdates updates = bank.updates();

        updates.update(Account.class, 11L).compute((account, patch) -> {
            if (account.note == null) {
                updates.update(Account.class, 11L).compute((same, other) -> other.set("note", "from another"));
            }
            return patch.set("visits", account.visits + 1);
        });

        assertThat(bank.find(11))
                .returns("from another", account -> account.note)
                .returns(1, account -> account.visits)
                .returns(2, account -> account.version);
    }

    @Test
    void writesValuesOfAllKinds() {
        bank.account(12);
        Account parent = bank.account(13);

        patch(
                12,
                patch -> patch.set("status", Status.CLOSED)
                        .set("address", new Address("Linz", "Hauptplatz"))
                        .set("parent", parent));
        assertThat(bank.find(12))
                .returns(Status.CLOSED, account -> account.status)
                .returns(new Address("Linz", "Hauptplatz"), account -> account.address)
                .returns(
                        13L,
                        account -> bank.entityManagers.getPersistenceUnitUtil().getIdentifier(account.parent));

        patch(12, patch -> patch.add("balance", 7L).set("visits", (short) 3));
        assertThat(bank.find(12)).returns(7, account -> account.balance).returns(3, account -> account.visits);

        patch(12, patch -> patch.set("address.street", "Landstraße").set("parent", null));
        assertThat(bank.find(12))
                .returns(new Address("Linz", "Landstraße"), account -> account.address)
                .returns(null, account -> account.parent);
    }

    @Test
    void checksGuards() {
        bank.account(14);
        VersionedUpdates updates = bank.updates();
        bank.write(em -> {
            Counter counter = new Counter();
            counter.id = 14L;
            em.persist(counter);
        });

        Outcome outcome = updates.update(Counter.class, 14L).compute((counter, patch) -> {
            if (counter.note == null) {
                bank.write(em -> em.find(Counter.class, 14L).note = "changed");
            }
            return patch.set("number", counter.number + 1).ifUnchanged("number", "note");
        });

        assertThat(outcome).isEqualTo(new Updated(null, 2, 2, Set.of()));
    }

    /** MariaDB compares them as if they were the same. */
    @Test
    void guardsTextsByEachLetter() {
        bank.write(em -> {
            Counter counter = new Counter();
            counter.id = 22L;
            counter.note = "paid";
            em.persist(counter);
        });
        Outcome outcome = bank.updates().update(Counter.class, 22L).compute((counter, patch) -> {
            if (counter.note.equals("paid")) {
                bank.write(em -> em.find(Counter.class, 22L).note = "PAID");
            }
            return patch.set("number", counter.number + 1).ifUnchanged("note");
        });
        assertThat(outcome).isEqualTo(new Updated(null, 2, 2, Set.of()));
    }

    @Test
    void raisesTheVersionForWhatBelongsToTheEntity() {
        bank.account(15);

        Outcome outcome = patch(
                15,
                patch -> patch.forceIncrement().then(em -> {
                    Booking booking = new Booking();
                    booking.id = 15L;
                    booking.account = em.getReference(Account.class, 15L);
                    em.persist(booking);
                }));

        assertThat(outcome).isEqualTo(new Updated(1, 1, 1, Set.of()));
        assertThat(bank.find(15).version).isOne();
        assertThat(bank.<Booking>read(em -> em.find(Booking.class, 15L))).isNotNull();
    }

    @Test
    void writesNothingIfMoreWorkFails() {
        bank.account(16);

        assertThatThrownBy(() -> patch(
                        16,
                        patch -> patch.set("note", "written").then(em -> {
                            throw new IllegalStateException("no paper");
                        })))
                .hasMessage("no paper");

        assertThat(bank.find(16)).returns(null, account -> account.note).returns(0, account -> account.version);
    }

    @Test
    void deletesIfUnchanged() {
        bank.account(17);
        VersionedUpdates updates = bank.updates();
        Outcome outcome = updates.update(Account.class, 17L)
                .policy(RetryPolicy.standard().onConflict(OnConflict.SKIP))
                .compute((account, patch) -> {
                    updates.update(Account.class, 17L).compute((same, other) -> other.add("visits", 1));
                    return patch.delete();
                });
        assertThat(outcome).isInstanceOf(Outcome.Skipped.class);

        assertThat(patch(17, Patch::delete)).isEqualTo(new Updated(null, 1, 1, Set.of()));
        assertThat(patch(17, Patch::delete)).isEqualTo(new Gone());
    }

    @Test
    void writesNothingForAnEmptyPatch() {
        bank.account(18);
        assertThat(patch(18, patch -> patch)).isEqualTo(new Unchanged(0));
        assertThat(bank.writes()).isEmpty();
    }

    @Test
    void createsWhatIsNotThere() {
        Account account = new Account();
        account.id = 19L;
        assertThat(bank.updates().create(account)).isEqualTo(new Updated(0, 1, 1, Set.of()));
        patch(19, patch -> patch.add("visits", 1));

        Account second = new Account();
        second.id = 19L;
        assertThat(bank.updates().create(second)).isEqualTo(new Outcome.Skipped(new Conflict(null, 1, Set.of())));
    }

    @Test
    void refusesWhatCannotBeWritten() {
        bank.account(20);
        assertThatThrownBy(() -> patch(20, patch -> patch.set("ballance", 1)))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessage(
                        "The patch of Account: Account has no attribute \"ballance\" that an update could name; it has"
                                + " [address, balance, note, parent, status, visits].");
        assertThatThrownBy(() -> patch(20, patch -> patch.set("address.town", "Linz")))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("no attribute \"address.town\"");
        assertThatThrownBy(() -> patch(20, patch -> patch.set("note.length", 1)))
                .isInstanceOf(InvalidUpdateException.class);
        assertThatThrownBy(() -> patch(20, patch -> patch.set("note", "x").ifUnchanged("address.city")))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("name \"address\"");
        assertThatThrownBy(() -> patch(20, patch -> patch.set("version", 7)))
                .isInstanceOf(InvalidUpdateException.class);
        assertThatThrownBy(() -> patch(20, patch -> patch.set("bookings", null)))
                .isInstanceOf(InvalidUpdateException.class);
        assertThatThrownBy(() -> patch(20, patch -> patch.set("note", "x").delete()))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("do one of them");
        assertThatThrownBy(() -> patch(20, patch -> patch.set("note", "x").set("visits", "many")))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("\"visits\" of Account is of java.lang.Integer, and takes no java.lang.String");
        assertThatThrownBy(() -> patch(20, patch -> patch.add("visits", Long.MAX_VALUE)))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("takes no java.lang.Long of that value");
        assertThatThrownBy(() -> bank.updates().update(String.class, 1L))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("Account");
        assertThat(bank.writes()).isEmpty();
    }

    @Test
    void refusesAnEntityWithoutVersionOrGuards() {
        bank.write(em -> {
            Counter counter = new Counter();
            counter.id = 21L;
            em.persist(counter);
        });
        assertThatThrownBy(() ->
                        bank.updates().update(Counter.class, 21L).compute((counter, patch) -> patch.set("number", 1)))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("@Version")
                .hasMessageContaining("ifUnchanged");
    }
}
