package dev.headroom.fetch;

import java.util.List;

/**
 * Children of a plan that come back beside their owners, checked against the mapping.
 *
 * @param name unique in the plan
 * @param query finds them
 * @param nodes what is loaded into them
 * @param beside what comes back beside them
 */
record Children<C>(
        String name, ChildQuery<?, C> query, int batchSize, List<PlanNode> nodes, List<Children<?>> beside) {}
