package dev.headroom.examples.musicstore.album;

import dev.headroom.projection.Budget;
import dev.headroom.projection.Many;
import dev.headroom.projection.Media;
import java.net.URI;
import java.util.List;

/**
 * An album in the list of albums: all that a request may ask for.
 *
 * @param cover its address, not its bytes; it changes with the cover, so that it can be kept for ever
 * @param tracks the first three
 */
@Budget(rowBytes = 400, statements = 2)
record AlbumItem(
        int id,
        String title,
        Artist artist,
        @Media(version = "coverVersion") URI cover,
        @Many(limit = 3) List<Song> tracks) {

    record Artist(int id, String name) {}

    record Song(int id, String name, int milliseconds) {}
}
