package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Bean Validation is asked of patches where Hibernate asks it of entities. */
@EachDatabase
class ValidationTest {

    @Parameter
    Post post;

    static final class Post extends RecordedStore {
        Post(Database database) {
            super(database, Parcel.class, Heard.class);
        }
    }

    @Embeddable
    record Address(
            @Nullable @Size(max = 4) String city, @Nullable String street) {}

    @Entity(name = "Parcel")
    static class Parcel {
        @Id
        Long id = 1L;

        @Version
        int version;

        @NotBlank String name = "a";

        @Max(10) int weight = 9;

        @Valid @Nullable Address address = new Address("Linz", "Ring");
    }

    @Entity(name = "Heard")
    static class Heard {
        @Id
        Long id = 1L;

        @Version
        int version;

        @NotBlank String name = "a";

        @PreUpdate
        void hear() {}
    }

    @BeforeEach
    void fill() {
        post.write(em -> {
            em.createQuery("delete from Parcel").executeUpdate();
            em.createQuery("delete from Heard").executeUpdate();
            em.persist(new Parcel());
            em.persist(new Heard());
        });
        post.statements.clear();
    }

    private VersionedUpdates updates() {
        return VersionedUpdates.of(post.entityManagers).build();
    }

    private void assertInvalid(String attribute, Object value) {
        assertThatThrownBy(() ->
                        updates().update(Parcel.class, 1L).compute((parcel, patch) -> patch.set(attribute, value)))
                .as("%s", attribute)
                .isInstanceOf(ConstraintViolationException.class);
    }

    @Test
    void whatIsInvalidIsNotSent() {
        assertInvalid("name", " ");
        assertInvalid("weight", 11);
        assertInvalid("address", new Address("Salzburg", null));
        assertInvalid("address.city", "Salzburg");
        assertThatThrownBy(() -> updates().update(Parcel.class, 1L).compute((parcel, patch) -> patch.add("weight", 2)))
                .isInstanceOf(ConstraintViolationException.class);
        assertThatThrownBy(() -> updates()
                        .updateAll(Parcel.class, List.of(1L))
                        .compute((parcel, patch) -> patch.set("name", "")))
                .isInstanceOf(ConstraintViolationException.class);
        assertThatThrownBy(() -> updates().update(Heard.class, 1L).compute((heard, patch) -> patch.set("name", "")))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(post.<Integer>read(em -> em.find(Parcel.class, 1L).version)).isZero();
    }

    @Test
    void whatIsValidIsOneStatement() {
        Parcel[] seen = new Parcel[1];
        assertThat(updates().update(Parcel.class, 1L).compute((parcel, patch) -> {
                    seen[0] = parcel;
                    return patch.set("address.city", "Graz").add("weight", 1);
                }))
                .isInstanceOf(Updated.class);
        assertThat(post.statements.statements()).hasSize(2);
        assertThat(seen[0].address).isEqualTo(new Address("Linz", "Ring"));
        assertThat(post.<Address>read(em -> em.find(Parcel.class, 1L).address)).isEqualTo(new Address("Graz", "Ring"));
    }
}
