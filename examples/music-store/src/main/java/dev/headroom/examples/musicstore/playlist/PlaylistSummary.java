package dev.headroom.examples.musicstore.playlist;

/**
 * A playlist in the list of all playlists.
 *
 * @param tracks how many are on it
 */
record PlaylistSummary(int id, String name, int tracks) {

    /** Read lazily, as many tracks may take twice as many statements; and no page of a shop shows more. */
    static final int MOST_COMPARED = 5000;

    boolean isComparable() {
        return tracks <= MOST_COMPARED;
    }
}
