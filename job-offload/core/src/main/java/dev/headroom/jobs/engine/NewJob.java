package dev.headroom.jobs.engine;

import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import java.time.Instant;
import java.util.Map;

/**
 * A job that shall be stored.
 *
 * @param id made where it is enqueued
 * @param created when, by the clock of the store
 * @param type the name of its type
 * @param version of its payload
 * @param payload what it needs
 * @param options how it is enqueued
 * @param context of the code that enqueued it, such as a trace id, by names; restored for the attempts
 */
public record NewJob(
        JobId id,
        Instant created,
        String type,
        int version,
        JobData payload,
        JobOptions options,
        Map<String, String> context) {}
