/** What is sold: artists, albums, tracks, genres, media types and playlists. */
@NullMarked
package dev.headroom.examples.musicstore.catalog;

import org.jspecify.annotations.NullMarked;
