package dev.headroom.benchmarks.projection;

import java.util.List;
import java.util.function.Function;

/**
 * What contenders are compared in.
 *
 * @param label the case, but for what differs from run to run
 * @param contenders those that take part, the floor among them
 * @param expected what each has to return
 * @param rows by how many rows of the list the allocation is divided
 */
record Comparison(
        String label, Function<ProjectionContenders, List<Contender>> contenders, Object expected, int rows) {}
