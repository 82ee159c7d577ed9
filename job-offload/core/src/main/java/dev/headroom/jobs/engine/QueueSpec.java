package dev.headroom.jobs.engine;

/**
 * Which jobs a worker runs.
 *
 * @param name of the queue
 * @param concurrency how many at once
 */
public record QueueSpec(String name, int concurrency) {}
