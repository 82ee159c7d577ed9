package dev.headroom.examples.musicstore.catalog;

import dev.headroom.examples.musicstore.web.PageQuery;
import dev.headroom.examples.musicstore.web.PageResponse;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetRequest;
import jakarta.persistence.EntityManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All tracks by name. */
@RestController
class TrackController {

    private final Keyset<Track> byName;
    private final EntityManager entityManager;

    TrackController(Keyset<Track> byName, EntityManager entityManager) {
        this.byName = byName;
        this.entityManager = entityManager;
    }

    @GetMapping("/api/tracks")
    @Transactional(readOnly = true)
    PageResponse<TrackItem> tracks(PageQuery query) {
        KeysetRequest request = query.request();
        return PageResponse.of(byName.query(entityManager).page(request).map(TrackItem::of), request);
    }
}
