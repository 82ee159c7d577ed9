package dev.headroom.jobs;

/**
 * How a worker was shut down.
 *
 * @param finished whether every attempt ended
 * @param stopped how many were asked to stop because they took longer than the grace
 * @param left how many did not stop; their jobs run again when the engine takes this process for dead
 */
public record DrainReport(boolean finished, int stopped, int left) {}
