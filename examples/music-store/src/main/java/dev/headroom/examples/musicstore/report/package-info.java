/**
 * A report that takes long, as a request and as a job.
 *
 * <p>{@link dev.headroom.examples.musicstore.report.ReportJobs}, {@link dev.headroom.examples.musicstore.report.ReportHandler} and
 * {@link dev.headroom.examples.musicstore.report.ReportController} are the way to copy;
 * {@link dev.headroom.examples.musicstore.report.ReportConfiguration} is what they need,
 * {@link dev.headroom.examples.musicstore.report.ReportWorker} when they run, and
 * {@link dev.headroom.examples.musicstore.report.ReportEngineConfiguration} the one place that knows which engine carries them.
 * {@link dev.headroom.examples.musicstore.report.RequestReports} is the way to compare it with.
 */
@NullMarked
package dev.headroom.examples.musicstore.report;

import org.jspecify.annotations.NullMarked;
