/**
 * The values that applications and engines share: ids, options, states, queries and exceptions.
 *
 * <p>Begin at {@link dev.headroom.jobs.model.JobOptions}, which says how a job is enqueued, and {@link
 * dev.headroom.jobs.model.JobStatus}, which says where it is. A {@link dev.headroom.jobs.model.JobCodec} turns payloads and results into
 * text. All exceptions extend {@link dev.headroom.jobs.model.JobException}. {@link dev.headroom.jobs.model.DurationRange} and {@link
 * dev.headroom.jobs.model.StorableText} are the limits of what each store keeps. This package uses no other package of the module.
 */
@NullMarked
package dev.headroom.jobs.model;

import org.jspecify.annotations.NullMarked;
