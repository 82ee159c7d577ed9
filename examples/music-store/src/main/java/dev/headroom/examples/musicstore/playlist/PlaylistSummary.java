package dev.headroom.examples.musicstore.playlist;

/**
 * A playlist in the list of all playlists.
 *
 * @param tracks how many are on it
 * @param comparable whether it is short enough to be read lazily
 */
record PlaylistSummary(int id, String name, int tracks, boolean comparable) {

    /** Read lazily, as many tracks may take twice as many statements; and no page of a shop shows more. */
    static final int MOST_TRACKS = 5000;

    PlaylistSummary(int id, String name, int tracks) {
        this(id, name, tracks, tracks <= MOST_TRACKS);
    }
}
