package dev.headroom.benchmarks;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Cells for publication: a Markdown table for each metric, with a row for each case and a column for each contender. */
final class PivotTables {

    private static final String WRONG = "wrong rows";

    private final List<Cell> cells;

    PivotTables(List<Cell> cells) {
        this.cells = List.copyOf(cells);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Metric metric : Metric.values()) {
            if (cells.stream().anyMatch(cell -> cell.metric().equals(metric.label()))) {
                text.append("\n## ").append(title(metric)).append("\n\n").append(table(metric));
            }
        }
        return text.toString();
    }

    private static String title(Metric metric) {
        String name = metric.label().substring(0, 1).toUpperCase(Locale.ROOT)
                + metric.label().substring(1).replace('-', ' ');
        String figure = metric.dependsOnMachine() ? ", as a multiple of the floor" : percent(metric);
        return name + figure + (metric.isBetterIfMore() ? " (more is better)" : "");
    }

    private static String percent(Metric metric) {
        return metric.unit().equals("%") ? ", in percent" : "";
    }

    private String table(Metric metric) {
        Map<String, Map<String, String>> rows = rows(metric);
        Set<String> contenders = new LinkedHashSet<>();
        cells.stream().map(Cell::contender).forEach(contenders::add);
        contenders.removeIf(contender -> rows.values().stream().noneMatch(row -> row.containsKey(contender)));
        StringBuilder table = new StringBuilder(
                "| Case | " + String.join(" | ", contenders) + " |\n|---|" + "--:|".repeat(contenders.size()) + "\n");
        rows.forEach((group, row) -> {
            table.append("| ").append(group).append(" |");
            contenders.forEach(contender ->
                    table.append(' ').append(row.getOrDefault(contender, "")).append(" |"));
            table.append('\n');
        });
        return table.toString();
    }

    /** Figures by contenders, of the cases that have some. */
    private Map<String, Map<String, String>> rows(Metric metric) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Cell cell : cells) {
            Map<String, String> row = rows.computeIfAbsent(cell.group(), group -> new LinkedHashMap<>());
            if (Boolean.FALSE.equals(cell.correct())) {
                row.put(cell.contender(), WRONG);
            } else if (cell.metric().equals(metric.label())) {
                row.put(cell.contender(), figure(metric, cell));
            }
        }
        rows.values().removeIf(row -> row.values().stream().allMatch(WRONG::equals));
        return rows;
    }

    /** A figure as it is published. */
    static String figure(Metric metric, Cell cell) {
        if (!metric.dependsOnMachine()) {
            return String.format(Locale.ROOT, metric.isSmall() ? "%,.2f" : "%,.0f", cell.value());
        }
        Double ratio = cell.ratioToFloor();
        return ratio == null ? "" : String.format(Locale.ROOT, ratio < 100 ? "%.2f" : "%,.0f", ratio);
    }
}
