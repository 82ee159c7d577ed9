package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.Versions.OfInt;
import dev.headroom.retry.Versions.OfInteger;
import dev.headroom.testsupport.EachDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** With which version an entity begins, and what a failed creation leaves behind. */
@EachDatabase
class CreationsTest {

    @Parameter
    Versions versions;

    private VersionedUpdates updates() {
        return VersionedUpdates.of(versions.entityManagers).build();
    }

    private static OfInteger document(long id) {
        OfInteger document = new OfInteger();
        document.id = id;
        return document;
    }

    @Test
    void beginWithTheFirstVersion() {
        OfInteger made = document(1);
        assertThat(made.version).isNull();
        assertThat(updates().create(made)).isEqualTo(new Updated(0, 1, 1, Set.of()));
        assertThat(made.version).isZero();
        assertThat(updates().update(OfInteger.class, 1L).compute((read, patch) -> patch.add("pages", 1)))
                .isEqualTo(new Updated(1, 1, 1, Set.of()));
    }

    @Test
    void beginWithTheVersionThatTheyHave() {
        OfInt made = new OfInt();
        made.id = 2L;
        made.version = 42;
        assertThat(updates().create(made)).isEqualTo(new Updated(42, 1, 1, Set.of()));
        assertThat(updates().update(OfInt.class, 2L).ifVersion(42).compute((read, patch) -> patch.add("pages", 1)))
                .isEqualTo(new Updated(43, 1, 1, Set.of()));
    }

    @Test
    void mayBeRepeatedWithTheSameEntity() {
        updates().create(document(3));
        OfInteger second = document(3);
        for (int i = 0; i < 2; i++) {
            assertThat(updates().create(second)).isEqualTo(new Skipped(new Conflict(null, 0, Set.of())));
            assertThat(second.version).isNull();
        }
        updates().update(OfInteger.class, 3L).compute((read, patch) -> patch.delete());
        assertThat(updates().create(second)).isEqualTo(new Updated(0, 1, 1, Set.of()));
    }
}
