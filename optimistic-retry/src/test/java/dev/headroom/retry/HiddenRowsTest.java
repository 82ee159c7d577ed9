package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Outcome.Gone;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.SoftDeleteType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that the mapping hides, or deletes in a way of its own: a patch finds and deletes what an entity manager does. */
@EachDatabase
class HiddenRowsTest {

    @Parameter
    Archive archive;

    static final class Archive extends RecordedStore {
        Archive(Database database) {
            super(database, Letter.class, Stamp.class, Draft.class, Note.class, Secret.class);
        }
    }

    @MappedSuperclass
    abstract static class Paper {
        @Id
        Long id;

        @Version
        int version;

        @Nullable String text;
    }

    @Entity(name = "Letter")
    @SoftDelete
    static class Letter extends Paper {}

    @Entity(name = "Stamp")
    @SoftDelete(strategy = SoftDeleteType.TIMESTAMP)
    static class Stamp extends Paper {}

    @Entity(name = "Draft")
    @SQLDelete(sql = "update Draft set hidden = true where id = ? and version = ?")
    @SQLRestriction("hidden = false")
    static class Draft extends Paper {
        boolean hidden;
    }

    @Entity(name = "Note")
    @SQLDelete(sql = "update Note set hidden = true where id = ? and version = ?")
    static class Note extends Paper {
        boolean hidden;
    }

    @Entity(name = "Secret")
    @FilterDef(name = "present", defaultCondition = "hidden = false", applyToLoadByKey = true)
    @Filter(name = "present")
    static class Secret extends Paper {
        boolean hidden;
    }

    @BeforeEach
    void fill() {
        archive.write(em -> {
            for (String table : List.of("Letter", "Stamp", "Draft", "Note")) {
                em.createNativeQuery("delete from " + table).executeUpdate();
            }
            for (long id = 1; id <= 2; id++) {
                for (Paper paper : List.of(new Letter(), new Stamp(), new Draft(), new Note())) {
                    paper.id = id;
                    em.persist(paper);
                }
            }
        });
    }

    private static Class<? extends Paper> type(String name) {
        return switch (name) {
            case "Letter" -> Letter.class;
            case "Stamp" -> Stamp.class;
            case "Draft" -> Draft.class;
            default -> Note.class;
        };
    }

    private VersionedUpdate<? extends Paper> update(String name) {
        return VersionedUpdates.of(archive.entityManagers).build().update(type(name), 1L);
    }

    private long rows(String table, String condition) {
        return archive.read(
                em -> ((Number) em.createNativeQuery("select count(*) from " + table + " where id = 1 and " + condition)
                                .getSingleResult())
                        .longValue());
    }

    private static <E extends Paper> Outcome delete(VersionedUpdate<E> update) {
        return update.compute((paper, patch) -> patch.delete());
    }

    private static <E extends Paper> Outcome write(VersionedUpdate<E> update, Runnable between) {
        return update.compute((paper, patch) -> {
            between.run();
            return patch.set("text", "written");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Letter", "Stamp", "Draft", "Note"})
    void deletionsKeepTheRow(String name) {
        assertThat(delete(update(name))).isEqualTo(new Updated(null, 1, 1, java.util.Set.of()));
        assertThat(rows(name, "1 = 1")).isOne();
        String deleted = switch (name) {
            case "Letter", "Stamp" -> "deleted is not null and " + (name.equals("Letter") ? "deleted = true" : "1 = 1");
            default -> "hidden = true";
        };
        assertThat(rows(name, deleted)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Letter", "Stamp", "Draft"})
    void hiddenRowsAreNotFound(String name) {
        archive.write(em -> em.remove(em.find(type(name), 1L)));
        assertThat(write(update(name), () -> {})).isEqualTo(new Gone());
        assertThat(delete(update(name))).isEqualTo(new Gone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Letter", "Stamp", "Draft"})
    void rowsThatWereHiddenMeanwhileAreNotWritten(String name) {
        Outcome outcome = write(
                update(name),
                () -> archive.write(em ->
                        em.createQuery("delete from " + name + " where id = 1").executeUpdate()));
        if (name.equals("Draft")) { // a query deletes the row itself
            assertThat(rows(name, "1 = 1")).isZero();
        } else {
            assertThat(rows(name, "text is null")).isOne();
        }
        assertThat(outcome).isEqualTo(new Gone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Letter", "Stamp", "Draft"})
    void rowsThatAreRemovedMeanwhileAreNotWritten(String name) {
        Outcome outcome = write(
                update(name),
                () -> archive.write(em -> {
                    Paper paper = em.find(type(name), 1L);
                    if (paper != null) {
                        em.remove(paper);
                    }
                }));
        assertThat(outcome).isEqualTo(new Gone());
        assertThat(rows(name, "text is null")).isOne();
    }

    @Test
    void rowsThatAFilterHidesAreNotFound() {
        Secret secret = new Secret();
        secret.id = 1L;
        secret.hidden = true;
        archive.write(em -> {
            em.createNativeQuery("delete from Secret").executeUpdate();
            em.persist(secret);
        });
        EntityManagerFactory entityManagerFactory = archive.entityManagers;
        assertThatThrownBy(
                        () -> VersionedUpdates.of(entityManagerFactory).build().update(Secret.class, 1L))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("applyToLoadByKey")
                .hasMessageContaining("prepare(…)");
        // spotless:off
        VersionedUpdates updates = VersionedUpdates.of(entityManagerFactory)
                .prepare(em -> em.unwrap(Session.class).enableFilter("present"))
                .build();
        // spotless:on
        assertThat(write(updates.update(Secret.class, 1L), () -> {})).isEqualTo(new Gone());
        assertThat(updates.updateAll(Secret.class, List.of(1L)).compute((read, patch) -> patch.set("text", "written")))
                .isEqualTo(Map.of(1L, new Gone()));
        archive.write(em -> em.find(Secret.class, 1L).hidden = false);
        assertThat(write(updates.update(Secret.class, 1L), () -> {})).isInstanceOf(Updated.class);
        Outcome outcome = updates.update(Secret.class, 1L).compute((read, patch) -> {
            archive.write(em -> em.createNativeQuery("update Secret set hidden = true, text = 'hidden'")
                    .executeUpdate());
            return patch.set("text", "again");
        });
        assertThat(outcome).isInstanceOf(Gone.class);
        assertThat(rows("Secret", "text = 'hidden'")).isOne();
    }
}
