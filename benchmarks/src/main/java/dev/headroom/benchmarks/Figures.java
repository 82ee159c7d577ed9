package dev.headroom.benchmarks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills the placeholders of a text with measured figures, so that the text cannot say what was not measured:
 *
 * <ul>
 *   <li>{@code {at SCENARIO CASE METRIC}} says what the placeholders behind it are about, and shows nothing;
 *   <li>{@code {CONTENDER}} or {@code {CONTENDER METRIC}} is a figure, as the tables show it;
 *   <li>{@code {compared}} or {@code {compared without PEER PEER}} is three cells of a table: Headroom's figure, that
 *       of the best peer with its name, and whether Headroom is ahead, level or behind.
 * </ul>
 *
 * A placeholder without a figure fails.
 */
final class Figures {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final String OURS = "headroom";

    /** Figures within five percent of each other are level: the next run may turn them around. */
    private static final double LEVEL = 1.05;

    private final Map<String, List<Cell>> scenarios;

    Figures(Map<String, List<Cell>> scenarios) {
        this.scenarios = Map.copyOf(scenarios);
    }

    String fill(String text) {
        Course course = new Course();
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(course.fill(found)));
    }

    /** One text, from its start to its end. */
    private final class Course {

        private @Nullable Topic topic;

        String fill(MatchResult found) {
            List<String> words = Arrays.asList(found.group(1).split(" "));
            if (words.get(0).equals("at") && words.size() == 4) {
                topic = topic(words.get(1), words.get(2), Metric.of(words.get(3)));
                return "";
            }
            Topic current = topic;
            if (current == null) {
                throw new IllegalArgumentException(
                        found.group() + " is about nothing: write {at SCENARIO CASE METRIC} before it.");
            }
            if (words.get(0).equals("compared")
                    && (words.size() == 1 || words.get(1).equals("without"))) {
                return current.compared(words.subList(Math.min(2, words.size()), words.size()));
            }
            if (words.get(0).equals("compared") || words.size() > 2) {
                throw new IllegalArgumentException(found.group() + " is not a placeholder: write {CONTENDER},"
                        + " {CONTENDER METRIC}, {compared} or {compared without PEER PEER}.");
            }
            return current.figure(words.get(0), words.size() > 1 ? Metric.of(words.get(1)) : current.metric());
        }
    }

    private Topic topic(String scenario, String group, Metric metric) {
        List<Cell> cells = scenarios.getOrDefault(scenario, List.of()).stream()
                .filter(cell -> cell.group().equals(group))
                .toList();
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("Scenario \"" + scenario + "\" has no case \"" + group + "\".");
        }
        return new Topic(group, metric, cells);
    }

    private record Topic(String group, Metric metric, List<Cell> cells) {

        String figure(String contender, Metric wanted) {
            return PivotTables.figure(wanted, cell(contender, wanted));
        }

        String compared(List<String> without) {
            without.forEach(peer -> cell(peer, metric));
            Comparator<Cell> byValue = Comparator.comparingDouble(Cell::value);
            Cell best = cells.stream()
                    .filter(cell -> isFigure(cell, metric) && isPeer(cell) && !without.contains(cell.contender()))
                    .min(metric.isBetterIfMore() ? byValue.reversed() : byValue)
                    .orElseThrow(() ->
                            new IllegalArgumentException("No peer has a " + metric.label() + " at \"" + group + "\"."));
            Cell ours = ours();
            String arrow = metric.isBetterIfMore() ? " ↑" : "";
            return PivotTables.figure(metric, ours) + arrow + " | " + PivotTables.figure(metric, best) + arrow + " `"
                    + best.contender() + "` | " + verdict(ours.value(), best.value());
        }

        /** Headroom's figure, or that of its only variant where it has another name. */
        private Cell ours() {
            List<Cell> variants = cells.stream()
                    .filter(cell -> isFigure(cell, metric) && cell.contender().startsWith(OURS))
                    .toList();
            return variants.size() == 1 ? variants.get(0) : cell(OURS, metric);
        }

        private String verdict(double ours, double best) {
            double lead = metric.isBetterIfMore() ? ours / best : best / ours;
            if (lead > LEVEL) {
                return "ahead";
            }
            return lead < 1 / LEVEL ? "**behind**" : "level";
        }

        private Cell cell(String contender, Metric wanted) {
            return cells.stream()
                    .filter(cell -> isFigure(cell, wanted) && cell.contender().equals(contender))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "\"" + contender + "\" has no " + wanted.label() + " at \"" + group + "\"."));
        }

        private static boolean isFigure(Cell cell, Metric wanted) {
            return cell.metric().equals(wanted.label()) && !Boolean.FALSE.equals(cell.correct());
        }

        private static boolean isPeer(Cell cell) {
            return !cell.contender().startsWith(OURS) && !cell.contender().startsWith(Results.FLOOR);
        }
    }
}
