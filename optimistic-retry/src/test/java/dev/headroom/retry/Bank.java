package dev.headroom.retry;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStatement;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Accounts that many want to change at once. */
public final class Bank extends RecordedStore {

    public final Database database;

    public Bank(Database database) {
        super(database, Account.class, Booking.class, Counter.class, Contract.class, Loan.class);
        this.database = database;
    }

    public VersionedUpdates updates() {
        return VersionedUpdates.of(entityManagers).build();
    }

    /** What the writing statements said. */
    public List<String> writes() {
        return statements.statements().stream()
                .map(RecordedStatement::sql)
                .filter(sql -> !sql.startsWith("select"))
                .toList();
    }

    /** Each test has accounts of its own. */
    public Account account(long id) {
        Account account = new Account();
        account.id = id;
        write(em -> em.persist(account));
        statements.clear();
        return account;
    }

    public Account find(long id) {
        return Objects.requireNonNull(read(em -> em.find(Account.class, id)));
    }

    public enum Status {
        OPEN,
        CLOSED
    }

    @Embeddable
    public record Address(@Nullable String city, @Nullable String street) {}

    @Entity(name = "Account")
    public static class Account {
        @Id
        Long id;

        @Version
        int version;

        int balance;
        int visits;
        Status status = Status.OPEN;

        @Nullable String note;

        @Embedded
        @Nullable Address address;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable Account parent;

        @OneToMany(mappedBy = "account")
        List<Booking> bookings = new ArrayList<>();
    }

    @Entity(name = "Booking")
    public static class Booking {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable Account account;

        int amount;
    }

    /** Without a version. */
    @Entity(name = "Counter")
    public static class Counter {
        @Id
        Long id;

        int number;
        int step;

        @Nullable String note;
    }

    /** Written to two tables. */
    @Entity(name = "Contract")
    @Inheritance(strategy = InheritanceType.JOINED)
    public static class Contract {
        @Id
        Long id;

        @Version
        long version;

        int pages;
    }

    @Entity(name = "Loan")
    public static class Loan extends Contract {
        int rate;
    }
}
