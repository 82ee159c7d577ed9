package dev.headroom.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cells for the console, with figures of this machine: a row for each case and contender, a column for each metric. */
final class ResultTable {

    private ResultTable() {}

    static String of(List<Cell> cells) {
        Map<String, List<Cell>> rows = new LinkedHashMap<>();
        cells.forEach(cell -> rows.computeIfAbsent(cell.group() + " | " + cell.contender(), key -> new ArrayList<>())
                .add(cell));
        StringBuilder table = new StringBuilder("| Case | Contender |");
        List<Metric> metrics = metrics(cells);
        metrics.forEach(metric -> table.append(' ').append(title(metric)).append(" |"));
        table.append("\n|---|---|").append("--:|".repeat(metrics.size())).append('\n');
        rows.forEach((row, values) -> {
            table.append("| ").append(row).append(" |");
            metrics.forEach(
                    metric -> table.append(' ').append(text(metric, values)).append(" |"));
            table.append('\n');
        });
        return table.toString();
    }

    private static List<Metric> metrics(List<Cell> cells) {
        return List.of(Metric.values()).stream()
                .filter(metric -> cells.stream().anyMatch(cell -> cell.metric().equals(metric.label())))
                .toList();
    }

    private static String title(Metric metric) {
        String figure = metric.dependsOnMachine() ? " × floor" : "";
        return metric.label() + figure + (metric.isBetterIfMore() ? " (more is better)" : "");
    }

    private static String text(Metric metric, List<Cell> row) {
        if (row.stream().anyMatch(cell -> Boolean.FALSE.equals(cell.correct()))) {
            return metric == Metric.TIME ? "wrong rows" : "";
        }
        return row.stream()
                .filter(cell -> cell.metric().equals(metric.label()))
                .findFirst()
                .map(cell -> figure(metric, cell))
                .orElse("");
    }

    private static String figure(Metric metric, Cell cell) {
        String figure = String.format(Locale.ROOT, decimals(metric), cell.value());
        Double ratio = cell.ratioToFloor();
        return metric.dependsOnMachine() && ratio != null
                ? String.format(Locale.ROOT, ratio < 100 ? "%.2f" : "%,.0f", ratio) + " (" + figure + " "
                        + metric.unit() + ")"
                : figure;
    }

    private static String decimals(Metric metric) {
        if (metric.isSmall()) {
            return "%,.2f";
        }
        return metric.dependsOnMachine() ? "%,.3f" : "%,.0f";
    }
}
