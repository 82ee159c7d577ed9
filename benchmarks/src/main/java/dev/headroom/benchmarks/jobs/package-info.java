/** Jobs that are enqueued now and run soon: this library, its peers, and SQL written by hand. */
@NullMarked
package dev.headroom.benchmarks.jobs;

import org.jspecify.annotations.NullMarked;
