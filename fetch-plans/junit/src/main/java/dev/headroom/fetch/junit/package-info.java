/**
 * Tests that fail when they send too many queries, load an association one by one, or load one that they never use.
 *
 * <pre>{@code
 * @Test
 * @MaxSelects(2)
 * @NoNPlusOne
 * @NoUnusedFetches
 * void listsPlaylistsWithTheirTracks() {
 *     assertThat(new PlaylistService(entityManagerFactory).titles()).hasSize(3);
 * }
 * }</pre>
 *
 * <p>Begin with the annotations. {@link dev.headroom.fetch.junit.QueryWatchExtension}, which runs them, describes how
 * the factory is found; {@link dev.headroom.fetch.junit.NoNPlusOne#baseline()} describes how to begin in a project that
 * has many findings.
 *
 * <p>Method parameters and results are not null unless they are marked {@code @Nullable}.
 */
@NullMarked
package dev.headroom.fetch.junit;

import org.jspecify.annotations.NullMarked;
