/** Many who change the same few rows: this library, row locks, Spring's retry, and JDBC written by hand. */
@NullMarked
package dev.headroom.benchmarks.retry;

import org.jspecify.annotations.NullMarked;
