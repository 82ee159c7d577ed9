/** What runs the scenarios, and keeps and prints their results. */
@NullMarked
package dev.headroom.benchmarks;

import org.jspecify.annotations.NullMarked;
