package dev.headroom.jobs;

import dev.headroom.jobs.model.JobException;

/**
 * Thrown when a job was enqueued inside a transaction, but not in it: it would run before that is committed, and stay if that is rolled
 * back. Nothing was enqueued.
 */
public final class InsideTransactionException extends JobException {

    private static final long serialVersionUID = 1L;

    InsideTransactionException(String call) {
        super(call
                + " was called inside a transaction, whose rollback would not take the job back, and whose commit the job"
                + " would not wait for: call jobs.in(entityManager) or jobs.in(connection) first, or enqueue after the"
                + " transaction has ended.");
    }
}
