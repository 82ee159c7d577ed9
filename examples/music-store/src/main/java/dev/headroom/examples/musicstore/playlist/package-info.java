/**
 * The page of a playlist, with tracks, albums and artists, read lazily and by a fetch plan.
 *
 * <p>{@link dev.headroom.examples.musicstore.playlist.PlaylistConfiguration} defines the plan and installs the watch;
 * {@link dev.headroom.examples.musicstore.playlist.PlaylistReader} reads the page in both ways. The others measure them.
 */
@NullMarked
package dev.headroom.examples.musicstore.playlist;

import org.jspecify.annotations.NullMarked;
