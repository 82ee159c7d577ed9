package dev.headroom.examples.musicstore.album;

/**
 * An album as an entity becomes JSON.
 *
 * @param cover its bytes, which Jackson writes as base64
 */
@SuppressWarnings("ArrayRecordComponent") // It becomes JSON, and nothing compares it.
record WholeAlbum(int id, String title, WholeArtist artist, byte[] cover) {

    record WholeArtist(int id, String name) {}

    static WholeAlbum of(AlbumWithCover album) {
        return new WholeAlbum(
                album.getId(),
                album.getTitle(),
                new WholeArtist(album.getArtist().getId(), album.getArtist().getName()),
                album.getCover());
    }
}
