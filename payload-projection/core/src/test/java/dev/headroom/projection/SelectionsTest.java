package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Music.Album;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That another query can select a view. */
@EachDatabase
class SelectionsTest {

    @Parameter
    Music music;

    @BeforeParameterizedClassInvocation
    static void fill(Music music) {
        music.fill();
    }

    record Line(
            long id,
            String title,
            @Select("artist.country.name") String country,
            ArtistPart artist,
            @Select("label.city") String city) {
        record ArtistPart(long id, String name) {}
    }

    record WithList(long id, @Select("tags.name") List<String> tags) {}

    @Test
    void isWhatTheQueryOfTheProjectionGives() {
        Projection<Album, Line> lines = Projection.of(Album.class, Line.class).build(music.entityManagers);

        List<Line> selected = music.read(em -> {
            CriteriaBuilder builder = em.getCriteriaBuilder();
            CriteriaQuery<Object[]> query = builder.createQuery(Object[].class);
            Root<Album> album = query.from(Album.class);
            query.select(builder.array(lines.selections(album, builder))).orderBy(builder.asc(album.get("id")));
            return em.createQuery(query).getResultList().stream()
                    .map(lines::map)
                    .toList();
        });

        assertThat(selected)
                .hasSize(Music.ALBUMS)
                .isEqualTo(music.read(em -> lines.query(em).orderBy("id").list()));
    }

    @Test
    void refusesViewsWithLists() {
        Projection<Album, WithList> lists =
                Projection.of(Album.class, WithList.class).build(music.entityManagers);

        assertThatThrownBy(() -> lists.map(new Object[] {1L}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("collections");
    }
}
