/**
 * Fetch plans for JPA: what to load of entities and their associations, in how many statements.
 *
 * <p>A lazy association costs a statement for each row that touches it; an eager one is loaded whether it is needed or not. An entity graph
 * joins all that it names, so two collections multiply each other's rows. A plan decides for each association, in the place
 * that needs the data: to-one associations are joined, collections are loaded by one statement each.
 *
 * <ol>
 *   <li>Define a plan once with {@link dev.headroom.fetch.FetchPlan#of FetchPlan.of}; it is checked against the mapping.
 *   <li>Run a query with {@link dev.headroom.fetch.FetchPlan#list}, or load what is missing of entities that you have with
 *       {@link dev.headroom.fetch.FetchPlan#load}.
 * </ol>
 *
 * <pre>{@code
 * FetchPlan<Playlist> withTracks = FetchPlan.of(Playlist.class)
 *         .fetch("owner", "tracks.album.artist")
 *         .build(entityManagerFactory);
 *
 * List<Playlist> playlists = withTracks.list(entityManager.createQuery("from Playlist", Playlist.class));
 * }</pre>
 *
 * <p>Everything that is wrong with the caller's use is a {@link dev.headroom.fetch.FetchPlanException}.
 *
 * <p>Method parameters and results are not null unless they are marked {@code @Nullable}.
 */
@NullMarked
package dev.headroom.fetch;

import org.jspecify.annotations.NullMarked;
