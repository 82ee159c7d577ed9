package dev.headroom.examples.musicstore.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A track in the list of all tracks. */
record TrackItem(
        int id,
        String name,
        @Nullable String composer,
        @Nullable String album,
        int milliseconds,
        BigDecimal unitPrice) {

    static TrackItem of(Track track) {
        Album album = track.getAlbum();
        return new TrackItem(
                track.getId(),
                track.getName(),
                track.getComposer(),
                album == null ? null : album.getTitle(),
                track.getMilliseconds(),
                track.getUnitPrice());
    }
}
