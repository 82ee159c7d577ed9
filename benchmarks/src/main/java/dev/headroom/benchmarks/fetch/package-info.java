/** Graphs of entities at growing latency: this library, its peers, and JDBC written by hand. */
@NullMarked
package dev.headroom.benchmarks.fetch;

import org.jspecify.annotations.NullMarked;
