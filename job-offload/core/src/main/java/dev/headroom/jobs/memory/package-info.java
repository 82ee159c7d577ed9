/**
 * Engines in memory: one for applications that can lose their jobs, one for tests.
 *
 * <p>Begin at {@link dev.headroom.jobs.memory.InProcessEngine}, or in tests at {@link dev.headroom.jobs.memory.ManualEngine}. Both keep
 * their jobs in a {@code MemoryStore}, where each {@code MemoryJob} changes under its own lock. A {@code MemoryQueue} hands jobs to threads.
 */
@NullMarked
package dev.headroom.jobs.memory;

import org.jspecify.annotations.NullMarked;
