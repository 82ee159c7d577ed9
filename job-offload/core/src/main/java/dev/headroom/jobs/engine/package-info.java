/**
 * What you implement to write an engine: a store of jobs, and subscriptions that run them.
 *
 * <p><b>Experimental:</b> this package may change in any release. Begin at {@link dev.headroom.jobs.engine.JobEngine}, which runs jobs, and at
 * its {@link dev.headroom.jobs.engine.JobStore}, which keeps them. A {@link dev.headroom.jobs.engine.Claim} is the right of one attempt to run
 * a job, and an {@link dev.headroom.jobs.engine.Ending} is how the attempt ends. The interfaces of {@code
 * headroom-job-offload-contract-tests} test what an engine promises. This package uses {@code dev.headroom.jobs.model} only.
 */
@NullMarked
package dev.headroom.jobs.engine;

import org.jspecify.annotations.NullMarked;
