/**
 * Runs the scenarios, and keeps and prints their results.
 *
 * <p>A full run of a scenario writes {@code results/SCENARIO.jsonl}. {@code page} writes {@code docs/performance.md}
 * and {@code docs/performance/SCENARIO.md} from all of them. The texts are in {@code src/main/resources/performance}:
 * one for each scenario, and {@code overview.md}, in which figures are placeholders. A test fails if the committed
 * pages differ from what the results say.
 */
@NullMarked
package dev.headroom.benchmarks;

import org.jspecify.annotations.NullMarked;
