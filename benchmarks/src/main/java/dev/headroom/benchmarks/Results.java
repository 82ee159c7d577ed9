package dev.headroom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The cells of one scenario. */
public final class Results {

    /** The contender that all others are divided by: the same work, written by hand. */
    public static final String FLOOR = "floor";

    private final String scenario;
    private final List<Cell> cells = new ArrayList<>();
    private final List<String> comparisons = new ArrayList<>();

    Results(String scenario) {
        this.scenario = scenario;
    }

    /**
     * Adds a case.
     *
     * @param group the case, as {@code key=value} parts joined by a slash
     * @param figures for each contender what was measured, or null if it returned wrong rows; the floor is among them
     */
    public void add(String group, Map<String, @Nullable Map<Metric, Double>> figures) {
        Map<Metric, Double> floor = figures.get(FLOOR);
        if (floor == null) {
            throw new IllegalArgumentException("The floor of " + scenario + ", case " + group + " is missing or wrong");
        }
        figures.forEach((contender, measured) -> {
            if (measured == null) {
                cells.add(
                        new Cell(scenario, group, contender, Metric.TIME.label(), Metric.TIME.unit(), 0, null, false));
            } else {
                measured.forEach((metric, value) -> cells.add(cell(group, contender, metric, value, floor)));
            }
        });
    }

    private Cell cell(String group, String contender, Metric metric, double value, Map<Metric, Double> floor) {
        double divisor = floor.getOrDefault(metric, 0.0);
        Double ratio = divisor == 0 ? null : round(value / divisor);
        return new Cell(scenario, group, contender, metric.label(), metric.unit(), round(value), ratio, null);
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /**
     * How a figure changes from one case to another.
     *
     * @param contender whose figure
     * @param metric which figure
     * @param group the case
     * @param base the case that it is compared with
     */
    public void compare(String contender, Metric metric, String group, String base) {
        double value = value(contender, metric, group);
        double baseValue = value(contender, metric, base);
        comparisons.add("%s: %s at %s is %s, %s times that at %s (%s)"
                .formatted(contender, metric.label(), group, value, round(value / baseValue), base, baseValue));
    }

    /**
     * Whether a contender took part in a case.
     *
     * @param contender its name
     * @param group the case
     * @return false if it cannot do it at all
     */
    public boolean has(String contender, String group) {
        return cells.stream()
                .anyMatch(cell ->
                        cell.contender().equals(contender) && cell.group().equals(group));
    }

    private double value(String contender, Metric metric, String group) {
        return cells.stream()
                .filter(cell -> cell.contender().equals(contender)
                        && cell.metric().equals(metric.label())
                        && cell.group().equals(group))
                .findFirst()
                .map(Cell::value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no " + metric.label() + " of " + contender + " at " + group));
    }

    List<String> comparisons() {
        return List.copyOf(comparisons);
    }

    List<Cell> cells() {
        return List.copyOf(cells);
    }

    void write(Path folder) throws IOException {
        JsonMapper mapper = JsonMapper.shared();
        Files.createDirectories(folder);
        Files.write(
                folder.resolve(scenario + ".jsonl"),
                cells.stream().map(mapper::writeValueAsString).toList());
    }

    static List<Cell> read(Path file) throws IOException {
        JsonMapper mapper = JsonMapper.shared();
        return Files.readAllLines(file).stream()
                .map(line -> mapper.readValue(line, Cell.class))
                .toList();
    }

    /** A map that keeps the order in which contenders are shown, and admits null for a wrong one. */
    public static Map<String, @Nullable Map<Metric, Double>> newCase() {
        return new LinkedHashMap<>();
    }
}
