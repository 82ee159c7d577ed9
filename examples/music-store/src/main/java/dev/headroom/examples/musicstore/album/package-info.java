/**
 * The list of albums, with covers as whole entities and as a projection with the fields that a request asks for.
 *
 * <p>{@link dev.headroom.examples.musicstore.album.AlbumItem} is what a request may ask for;
 * {@link dev.headroom.examples.musicstore.album.AlbumController} and
 * {@link dev.headroom.examples.musicstore.album.AlbumReader} answer it. The others measure that.
 */
@NullMarked
package dev.headroom.examples.musicstore.album;

import org.jspecify.annotations.NullMarked;
