package dev.headroom.examples.musicstore.album;

/**
 * The list of albums, made in two ways.
 *
 * @param albums how many are listed
 * @param fields that the projected list has, each named
 * @param sameAlbums whether what both lists show of an album is the same, its cover aside
 * @param whole what it cost to load entities and write all of them
 * @param projected what the fields cost
 */
record AlbumComparison(
        int albums, String fields, boolean sameAlbums, AlbumMeasurement whole, AlbumMeasurement projected) {}
