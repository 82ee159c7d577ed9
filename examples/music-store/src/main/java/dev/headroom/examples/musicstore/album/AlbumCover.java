package dev.headroom.examples.musicstore.album;

/**
 * The picture of an album.
 *
 * @param coverVersion counts its changes
 */
@SuppressWarnings("ArrayRecordComponent") // A projection fills records, and nothing compares them.
record AlbumCover(byte[] cover, int coverVersion) {}
