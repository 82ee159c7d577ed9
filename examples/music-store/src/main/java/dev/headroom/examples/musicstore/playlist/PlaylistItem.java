package dev.headroom.examples.musicstore.playlist;

import dev.headroom.examples.musicstore.catalog.Album;
import dev.headroom.examples.musicstore.catalog.Playlist;
import dev.headroom.examples.musicstore.catalog.Track;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A track on the page of a playlist.
 *
 * @param album null if the track is on none, and so is the artist
 */
record PlaylistItem(
        int id,
        String name,
        @Nullable String album,
        @Nullable String artist) {

    private static final Comparator<PlaylistItem> BY_NAME = Comparator.comparing(
                    PlaylistItem::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(PlaylistItem::id);

    /** All tracks of a playlist, by name. Touches whatever the page shows, as a template would. */
    static List<PlaylistItem> of(Playlist playlist) {
        return playlist.getTracks().stream()
                .map(PlaylistItem::of)
                .sorted(BY_NAME)
                .toList();
    }

    private static PlaylistItem of(Track track) {
        Album album = track.getAlbum();
        return new PlaylistItem(
                track.getId(),
                track.getName(),
                album == null ? null : album.getTitle(),
                album == null ? null : album.getArtist().getName());
    }
}
