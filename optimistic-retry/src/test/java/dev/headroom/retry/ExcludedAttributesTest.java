package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Outcome.Exhausted;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Attributes that Hibernate changes without raising the version. */
@EachDatabase
class ExcludedAttributesTest {

    @Parameter
    Office office;

    static final class Office extends RecordedStore {
        Office(Database database) {
            super(database, Phone.class);
        }
    }

    @Entity(name = "Phone")
    static class Phone {
        @Id
        Long id;

        @Version
        long version;

        @Nullable String number;

        @OptimisticLock(excluded = true)
        int calls;
    }

    private VersionedUpdate<Phone> phone(long id) {
        Phone phone = new Phone();
        phone.id = id;
        office.write(em -> em.persist(phone));
        return VersionedUpdates.of(office.entityManagers)
                .policy(RetryPolicy.standard().attempts(1))
                .build()
                .update(Phone.class, id);
    }

    private void call(long id) {
        office.write(em -> em.find(Phone.class, id).calls++);
    }

    private Phone find(long id) {
        return Objects.requireNonNull(office.read(em -> em.find(Phone.class, id)));
    }

    @Test
    void makeNoConflictAndAreNotUndone() {
        Outcome outcome = phone(1).compute((phone, patch) -> {
            call(1);
            return patch.set("number", "4711");
        });
        assertThat(outcome).isEqualTo(new Updated(1L, 1, 1, Set.of()));
        assertThat(find(1)).returns("4711", phone -> phone.number).returns(1, phone -> phone.calls);
    }

    @Test
    void areGuardedIfThePatchSaysSo() {
        Outcome outcome = phone(2).compute((phone, patch) -> {
            call(2);
            return patch.set("calls", phone.calls + 1).ifUnchanged("calls");
        });
        assertThat(outcome).isEqualTo(new Exhausted(new Conflict(0L, 0L, Set.of("calls")), 1, Outcome.Limit.ATTEMPTS));
        assertThat(find(2)).returns(1, phone -> phone.calls).returns(0L, phone -> phone.version);
    }

    /** A patch says nothing of who may not know: all that it writes raises the version. */
    @Test
    void raiseTheVersionWhereAPatchWritesThem() {
        assertThat(phone(3).compute((phone, patch) -> patch.add("calls", 1)))
                .isEqualTo(new Updated(1L, 1, 1, Set.of()));
        assertThat(find(3)).returns(1, phone -> phone.calls).returns(1L, phone -> phone.version);
    }
}
