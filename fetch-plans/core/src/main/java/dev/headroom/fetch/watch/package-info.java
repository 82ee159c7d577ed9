/**
 * Finds the places that need a fetch plan: counts statements, and reports associations that are loaded one by one
 * (N+1).
 *
 * <ol>
 *   <li>Install a {@link dev.headroom.fetch.watch.QueryWatch} in a factory, at start or in a test.
 *   <li>{@linkplain dev.headroom.fetch.watch.QueryWatch#open Record} what a thread does, and assert on the {@link
 *       dev.headroom.fetch.watch.QueryRecording recording}; or sample sessions in production with {@link
 *       dev.headroom.fetch.watch.QueryWatch#sample}.
 *   <li>Each {@link dev.headroom.fetch.watch.NPlusOne finding} has the line of the application that touched the
 *       association, and the line for a {@link dev.headroom.fetch.FetchPlan} that loads it at once.
 * </ol>
 *
 * <p>To read the code, begin with {@code Installation}, which holds the listeners of a factory. {@code LoadWatch} and
 * {@code CollectionWatch} see loads, {@code StackLook} finds who asked, and {@code Findings} counts. {@code Fetches}
 * and the {@code Used…} classes see which fetches are used.
 *
 * <p>Method parameters and results are not null unless they are marked {@code @Nullable}.
 */
@NullMarked
package dev.headroom.fetch.watch;

import org.jspecify.annotations.NullMarked;
