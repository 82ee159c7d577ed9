package dev.headroom.examples.musicstore.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The JSON of {@code EXPLAIN (ANALYZE, BUFFERS)}. */
record Plan(JsonNode json) {

    Measurement measurement(RecordedStatement statement) {
        List<JsonNode> leaves = new ArrayList<>();
        collectLeaves(root(), leaves);
        return new Measurement(
                List.of(new Measurement.Sql(statement.sql(), statement.values())),
                leaves.stream().map(Plan::access).collect(Collectors.joining(", ")),
                json.path(0).path("Execution Time").asDouble(),
                leaves.stream().mapToLong(Plan::rowsRead).sum(),
                buffers(root()));
    }

    private JsonNode root() {
        return json.path(0).path("Plan");
    }

    private static void collectLeaves(JsonNode node, List<JsonNode> leaves) {
        JsonNode children = node.path("Plans");
        if (children.isEmpty()) {
            leaves.add(node);
        }
        children.forEach(child -> collectLeaves(child, leaves));
    }

    /** Counts are averages of the loops. */
    private static long rowsRead(JsonNode leaf) {
        double rows = leaf.path("Actual Rows").asDouble()
                + leaf.path("Rows Removed by Filter").asDouble()
                + leaf.path("Rows Removed by Index Recheck").asDouble();
        return Math.round(rows * leaf.path("Actual Loops").asDouble());
    }

    /** A node's numbers include those of its children. */
    private static long buffers(JsonNode node) {
        return node.path("Shared Hit Blocks").asLong()
                + node.path("Shared Read Blocks").asLong()
                + node.path("Temp Read Blocks").asLong();
    }

    private static String access(JsonNode leaf) {
        String backward = leaf.path("Scan Direction").asString("").equals("Backward") ? " Backward" : "";
        String index = leaf.path("Index Name").asString("");
        return leaf.path("Node Type").asString("") + backward + (index.isEmpty() ? "" : " using " + index);
    }
}
