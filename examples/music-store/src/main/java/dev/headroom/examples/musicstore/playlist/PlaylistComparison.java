package dev.headroom.examples.musicstore.playlist;

import java.util.List;

/**
 * The page of a playlist, read in two ways.
 *
 * @param tracks how many are on it
 * @param sameItems whether both ways gave the same tracks with the same albums and artists
 * @param items the first of them
 * @param lazy what it cost to load what the page touched
 * @param planned what the fetch plan cost
 */
record PlaylistComparison(
        int id,
        String name,
        int tracks,
        boolean sameItems,
        List<PlaylistItem> items,
        PlaylistMeasurement lazy,
        PlaylistMeasurement planned) {}
