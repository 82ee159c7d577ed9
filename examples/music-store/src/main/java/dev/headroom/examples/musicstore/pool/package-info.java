/**
 * Pools of connections for work that holds them for long.
 *
 * <p>The store shows what happens when payments or reports hold all connections of an application. They have pools of their
 * own, so the other pages stay fast. Begin reading at {@link dev.headroom.examples.musicstore.pool.LongRuns}.
 */
@NullMarked
package dev.headroom.examples.musicstore.pool;

import org.jspecify.annotations.NullMarked;
