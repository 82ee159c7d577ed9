package dev.headroom.examples.musicstore.catalog;

import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.spring.KeysetLinks;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All tracks, in the order that the reader asks for. */
@RestController
class TrackController {

    private final TrackRepository tracks;

    TrackController(TrackRepository tracks) {
        this.tracks = tracks;
    }

    @GetMapping("/api/tracks")
    ResponseEntity<List<TrackItem>> tracks(KeysetRequest request, Keyset<Track> order) {
        KeysetPage<TrackItem> page = tracks.query(
                order,
                all -> all.loading(TrackController::loadAlbums).page(request).map(TrackItem::of));
        return ResponseEntity.ok().headers(KeysetLinks.headers(page)).body(page.content());
    }

    /** One statement for the albums of a page; a join in the page's own query would be made for every order. */
    private static void loadAlbums(EntityManager entityManager, Collection<Track> page) {
        entityManager
                .createQuery("select t from Track t left join fetch t.album where t in :page", Track.class)
                .setParameter("page", page)
                .getResultList();
    }
}
