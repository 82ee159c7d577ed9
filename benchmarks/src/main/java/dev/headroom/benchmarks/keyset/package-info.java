/** Pages at growing depth: this library, its peers, {@code OFFSET}, and JDBC written by hand. */
@NullMarked
package dev.headroom.benchmarks.keyset;

import org.jspecify.annotations.NullMarked;
