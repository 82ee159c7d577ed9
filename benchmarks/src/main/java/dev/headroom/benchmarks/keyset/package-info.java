/** Pages at growing depth: {@code OFFSET}, this library, and JDBC written by hand. */
@NullMarked
package dev.headroom.benchmarks.keyset;

import org.jspecify.annotations.NullMarked;
