package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Staff.Address;
import dev.headroom.projection.Staff.Level;
import dev.headroom.projection.Staff.Money;
import dev.headroom.projection.Staff.Named;
import dev.headroom.projection.Staff.Person;
import dev.headroom.projection.failure.RecordRefusedException;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What other ways of projecting get wrong. */
@EachDatabase
class PitfallsTest {

    @Parameter
    Staff store;

    @BeforeParameterizedClassInvocation
    static void fill(Staff store) {
        store.fill();
    }

    /** Swapped on purpose: by position, they would be swapped in the answer. */
    record Swapped(String last, String first, long id) {}

    @Test
    void bindsByNameAndNotByPosition() {
        assertThat(list(Swapped.class)).startsWith(new Swapped("Berg", "Ann", 1));
    }

    record Several(long id, String first) {
        Several(String first, long id) {
            this(id, "of another constructor: " + first);
        }

        Several() {
            this(0, "of no arguments");
        }

        Several(Long id, Object first) {
            this((long) id, "of wider types: " + first);
        }
    }

    @Test
    void takesTheCanonicalConstructorOfSeveral() {
        assertThat(list(Several.class)).startsWith(new Several(1, "Ann"));
    }

    record Checked(String first) {
        Checked {
            if (first.equals("Bob")) {
                throw new IllegalArgumentException("no " + first);
            }
        }
    }

    @Test
    void saysWhichRecordRefusedARow() {
        assertThatThrownBy(() -> list(Checked.class))
                .isInstanceOf(RecordRefusedException.class)
                .hasMessageContaining("Checked")
                .message()
                .doesNotContain("Bob");
    }

    record Only(String first) {}

    record OnlyId(@Select("boss.id") @Nullable Long boss) {}

    @Test
    void readsASingleComponent() {
        assertThat(list(Only.class)).containsExactly(new Only("Ann"), new Only("Bob"));
        assertThat(list(OnlyId.class)).containsExactly(new OnlyId(null), new OnlyId(1L));
        Projection<Person, Only> projection = projection(Only.class);
        assertThat(store.<List<Only>>read(em -> projection
                        .query(em)
                        .where((person, cb) -> cb.equal(person.get("first"), "Bob"))
                        .list()))
                .containsExactly(new Only("Bob"));
    }

    record Converted(@Nullable Money balance, @Nullable Level level, Set<Money> tips, List<Level> levels) {}

    record Wrong(long balance) {}

    @Test
    void appliesConverters() {
        assertThat(list(Converted.class))
                .containsExactly(
                        new Converted(new Money(150), Level.HIGH, Set.of(new Money(7)), List.of(Level.LOW)),
                        new Converted(null, null, Set.of(), List.of()));
        assertThatThrownBy(() -> list(Wrong.class)).hasMessageContaining("of type Money");
    }

    record Whole(@Nullable Address address) {}

    record Part(@Nullable Town address) {
        record Town(@Nullable String town) {}
    }

    record Other(@Nullable Street address) {
        record Street(@Nullable String street) {}
    }

    @Test
    void showsAnEmbeddableWholeOrInPart() {
        assertThat(list(Whole.class)).containsExactly(new Whole(new Address("Oslo", null)), new Whole(null));
        assertThat(list(Part.class)).containsExactly(new Part(new Part.Town("Oslo")), new Part(null));
        assertThat(list(Other.class)).containsExactly(new Other(null), new Other(null));
    }

    record WithBoss(
            String first,
            @Nullable Only boss,
            @Select("boss.boss.first") @Nullable String second) {}

    @Test
    void keepsARowWithoutItsPart() {
        assertThat(list(WithBoss.class))
                .containsExactly(new WithBoss("Ann", null, null), new WithBoss("Bob", new Only("Ann"), null));
    }

    @Test
    void orderByAPathLosesNoRow() {
        Projection<Person, Only> projection = projection(Only.class);
        assertThat(store.<List<Only>>read(em -> projection
                        .query(em)
                        .orderBy("boss.first nulls first, id")
                        .list()))
                .containsExactly(new Only("Ann"), new Only("Bob"));
    }

    @Test
    void isNoEntityThoughTheEntityImplementsTheView() {
        List<Named> named = list(Named.class);
        assertThat(named)
                .noneMatch(Person.class::isInstance)
                .extracting(Named::getFirst)
                .containsExactly("Ann", "Bob");
        assertThat(store.statements.statements())
                .last()
                .satisfies(statement ->
                        assertThat(statement.sql()).doesNotContain("last").doesNotContain("town"));
    }

    record Paged(String first, List<Level> levels, Set<Money> tips) {}

    @Test
    void limitsRowsAndNotElements() {
        Projection<Person, Paged> projection = projection(Paged.class);
        List<Paged> page =
                store.read(em -> projection.query(em).orderBy("id").limit(1).list());
        assertThat(page).containsExactly(new Paged("Ann", List.of(Level.LOW), Set.of(new Money(7))));
        assertThat(store.<List<Paged>>read(
                        em -> projection.query(em).orderBy("id").offset(1).list()))
                .containsExactly(new Paged("Bob", List.of(), Set.of()));
    }

    @Test
    void loadsNoEntity() {
        store.read(em -> {
            projection(WithBoss.class).query(em).list();
            Person boss = em.getReference(Person.class, 1L);
            assertThat(Hibernate.isInitialized(boss)).isFalse();
            return true;
        });
    }

    private <V> List<V> list(Class<V> view) {
        Projection<Person, V> projection = projection(view);
        return store.read(em -> projection.query(em).orderBy("id").list());
    }

    private <V> Projection<Person, V> projection(Class<V> view) {
        return Projection.of(Person.class, view).build(store.entityManagers);
    }
}
