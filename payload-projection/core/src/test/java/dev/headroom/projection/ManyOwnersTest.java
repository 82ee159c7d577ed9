package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headroom.projection.Music.Album;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That more owners than a statement takes are read in batches, each by one statement for each collection. */
@EachDatabase
class ManyOwnersTest {

    private static final int OWNERS = 70_000;

    @Parameter
    Music music;

    @BeforeParameterizedClassInvocation
    static void fill(Music music) {
        music.write(em -> {
            String numbers = switch (music.kind) {
                case POSTGRESQL -> "generate_series(1, 70000) n(x)";
                case H2 -> "system_range(1, 70000) n(x)";
                case MARIADB -> "(select seq as x from seq_1_to_70000) n";
            };
            em.createNativeQuery("insert into Album (id, title, release_year) select x, 'album', 2000 from " + numbers)
                    .executeUpdate();
            em.createNativeQuery("insert into Track (id, name, milliseconds, album_id) select x, 'track', x, x from "
                            + numbers + " where x % 7 = 0")
                    .executeUpdate();
        });
        music.statements.clear();
    }

    record AlbumItem(long id, List<Song> tracks, List<String> moods) {
        record Song(int milliseconds) {}
    }

    @Test
    void readsBatches() {
        Projection<Album, AlbumItem> projection =
                Projection.of(Album.class, AlbumItem.class).build(music.entityManagers);
        List<AlbumItem> albums =
                music.read(em -> projection.query(em).orderBy("id").list());

        assertThat(albums).hasSize(OWNERS);
        for (AlbumItem album : albums) {
            assertThat(album.tracks())
                    .isEqualTo(album.id() % 7 == 0 ? List.of(new AlbumItem.Song((int) album.id())) : List.of());
        }
        int batches = OWNERS / (music.kind == DatabaseKind.POSTGRESQL ? 10_000 : 1_000);
        assertThat(music.statements.statements()).hasSize(1 + 2 * batches);
    }

    @Test
    void findsElementsByTheirIndexOnH2() throws SQLException {
        assumeTrue(music.kind == DatabaseKind.H2, "the plan is that of H2");
        Projection<Album, AlbumItem> projection =
                Projection.of(Album.class, AlbumItem.class).build(music.entityManagers);
        music.statements.clear();
        music.read(em -> projection.query(em).orderBy("id").limit(5).list());
        String tracks = music.statements.statements().get(1).sql();

        try (Connection connection = music.statements.getConnection();
                PreparedStatement explain = connection.prepareStatement("explain " + tracks)) {
            for (int place = 1; place <= explain.getParameterMetaData().getParameterCount(); place++) {
                explain.setLong(place, place);
            }
            try (ResultSet plan = explain.executeQuery()) {
                assertThat(plan.next()).isTrue();
                assertThat(plan.getString(1)).contains("ALBUM_ID IN").doesNotContain("tableScan");
            }
        }
    }
}
