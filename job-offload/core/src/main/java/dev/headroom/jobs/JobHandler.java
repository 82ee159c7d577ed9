package dev.headroom.jobs;

import org.jspecify.annotations.Nullable;

/**
 * Runs jobs of one type. Called by several threads, outside any transaction.
 *
 * @param <P> what the job needs
 * @param <R> what comes of it
 */
@FunctionalInterface
public interface JobHandler<P, R> {

    /**
     * Runs one attempt. It may be run again after it has done all of its work, when the process or the database fails before the end is
     * stored: what must happen once goes through {@link JobContext#inTransaction} or {@link JobContext#step}, or carries {@link
     * JobContext#idempotencyKey}.
     *
     * @param payload what the job needs
     * @param context of this attempt; not to be used after it
     * @return what comes of it; null for nothing
     * @throws Exception if it failed; the retry rules say what happens then
     */
    @Nullable R run(P payload, JobContext context) throws Exception;
}
