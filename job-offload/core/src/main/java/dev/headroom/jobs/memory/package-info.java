/** Engines in memory: one for applications that can lose their jobs, one for tests. */
@NullMarked
package dev.headroom.jobs.memory;

import org.jspecify.annotations.NullMarked;
