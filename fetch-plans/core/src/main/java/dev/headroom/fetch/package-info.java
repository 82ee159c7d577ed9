/**
 * Fetch plans for JPA: which associations of an entity to load, and in how many statements.
 *
 * <p>A lazy association costs a statement for each row that touches it. An eager one is always loaded, needed or not.
 * An entity graph joins everything it names, so two collections multiply each other's rows. A plan decides where you
 * need the data: to-one associations are joined, and one statement loads a collection for all owners.
 *
 * <ol>
 *   <li>Define a plan once with {@link dev.headroom.fetch.FetchPlan#of FetchPlan.of}. It is checked against the mapping.
 *   <li>Run a query with {@link dev.headroom.fetch.FetchPlan#list}, or load what is missing of entities that you have
 *       with {@link dev.headroom.fetch.FetchPlan#load}.
 *   <li>Read filtered, ordered or limited children into a {@link dev.headroom.fetch.Fetched}, with {@code fetch}.
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
 * <p>All exceptions of this module are a {@link dev.headroom.fetch.FetchPlanException}.
 *
 * <p>To read the code, begin with {@code PlanResolver}, which turns a definition into a tree of {@code Level}s with
 * {@code PlanNode}s and {@code ChildPlan}s, and then {@code LevelLoader}, which loads that tree. What a plan does not
 * name is the subject of {@code UnplannedPolicy}. The packages below {@code internal} are not for applications.
 *
 * <p>Method parameters and results are not null unless they are marked {@code @Nullable}.
 */
@NullMarked
package dev.headroom.fetch;

import org.jspecify.annotations.NullMarked;
