package dev.headroom.fetch.junit;

import dev.headroom.fetch.FetchPlan;
import dev.headroom.fetch.junit.Playlist.Track;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;

/** What an application would have tests of. */
final class PlaylistService {

    private final EntityManagerFactory entityManagerFactory;
    private final FetchPlan<Playlist> withTracks;

    PlaylistService(EntityManagerFactory entityManagerFactory) {
        this.entityManagerFactory = entityManagerFactory;
        this.withTracks = FetchPlan.of(Playlist.class).fetch("tracks").build(entityManagerFactory);
    }

    List<String> titles() {
        return entityManagerFactory.callInTransaction(
                em -> titles(withTracks.list(em.createQuery("from Playlist", Playlist.class))));
    }

    int count() {
        return entityManagerFactory.callInTransaction(em ->
                withTracks.list(em.createQuery("from Playlist", Playlist.class)).size());
    }

    List<String> titlesOneByOne() {
        return entityManagerFactory.callInTransaction(PlaylistService::titlesOneByOne);
    }

    static List<String> titlesOneByOne(EntityManager em) {
        return titles(em.createQuery("from Playlist", Playlist.class).getResultList());
    }

    private static List<String> titles(List<Playlist> playlists) {
        return playlists.stream()
                .flatMap(playlist -> playlist.tracks.stream())
                .map((Track track) -> track.title)
                .toList();
    }
}
