/**
 * Finds what no fetch plan was made for: counts statements, and reports associations that are loaded one by one.
 *
 * <ol>
 *   <li>Install a {@link dev.headroom.fetch.watch.QueryWatch} in a factory, at start or in a test.
 *   <li>{@linkplain dev.headroom.fetch.watch.QueryWatch#open Record} what a thread does, and assert on the {@link
 *       dev.headroom.fetch.watch.QueryRecording recording}; or {@linkplain dev.headroom.fetch.watch.QueryWatch#sample sample}
 *       sessions in production.
 *   <li>Each {@link dev.headroom.fetch.watch.NPlusOne finding} has the line of the application that touched the association,
 *       and the line for a {@link dev.headroom.fetch.FetchPlan} that loads it at once.
 * </ol>
 *
 * <p>Method parameters and results are not null unless they are marked {@code @Nullable}.
 */
@NullMarked
package dev.headroom.fetch.watch;

import org.jspecify.annotations.NullMarked;
