/** For those who write an engine: what it has to do for jobs to be enqueued, run and remembered. */
@NullMarked
package dev.headroom.jobs.engine;

import org.jspecify.annotations.NullMarked;
