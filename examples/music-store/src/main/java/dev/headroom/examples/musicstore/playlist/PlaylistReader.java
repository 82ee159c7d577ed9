package dev.headroom.examples.musicstore.playlist;

import dev.headroom.examples.musicstore.catalog.Playlist;
import dev.headroom.fetch.FetchPlan;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads playlists. Each call has a transaction and an {@code EntityManager} of its own, so that it starts with nothing. */
@Component
class PlaylistReader {

    private final EntityManager entityManager;
    private final FetchPlan<Playlist> playlistPage;

    PlaylistReader(EntityManager entityManager, FetchPlan<Playlist> playlistPage) {
        this.entityManager = entityManager;
        this.playlistPage = playlistPage;
    }

    /** Counts without reading a track. */
    @Transactional(readOnly = true)
    List<PlaylistSummary> all() {
        return entityManager
                .createQuery("select p.id, p.name, size(p.tracks) from Playlist p order by p.id", PlaylistSummary.class)
                .getResultList();
    }

    @Transactional(readOnly = true)
    Optional<PlaylistSummary> summary(int id) {
        return entityManager
                .createQuery(
                        "select p.id, p.name, size(p.tracks) from Playlist p where p.id = :id", PlaylistSummary.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** What the page shows is loaded when it is touched, one by one. */
    @Transactional(readOnly = true)
    List<PlaylistItem> lazily(int id) {
        return PlaylistItem.of(query(id).getSingleResult());
    }

    /** What the page shows is there when it is touched. */
    @Transactional(readOnly = true)
    List<PlaylistItem> planned(int id) {
        return PlaylistItem.of(playlistPage.list(query(id)).get(0));
    }

    private TypedQuery<Playlist> query(int id) {
        return entityManager
                .createQuery("select p from Playlist p where p.id = :id", Playlist.class)
                .setParameter("id", id);
    }
}
