/** What a list costs that shows few columns, or lists within: this library, its peers, and JDBC written by hand. */
@NullMarked
package dev.headroom.benchmarks.projection;

import org.jspecify.annotations.NullMarked;
