package dev.headroom.benchmarks;

import dev.headroom.benchmarks.Scenario.Size;
import dev.headroom.benchmarks.fetch.FetchPlansScenario;
import dev.headroom.benchmarks.jobs.JobsScenario;
import dev.headroom.benchmarks.keyset.KeysetDepthScenario;
import dev.headroom.benchmarks.projection.ProjectionScenario;
import dev.headroom.benchmarks.retry.RetryScenario;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.Main;

/**
 * Runs a scenario ({@code keyset}, {@code fetch-plans}, {@code projection}, {@code retry}, {@code jobs}), the same in
 * short ({@code keyset --quick}) or the microbenchmarks ({@code jmh} and JMH's own options), or writes
 * docs/performance.md and docs/performance/ from the results ({@code page}). Works in the module's folder.
 */
final class Benchmarks {

    private static final List<Scenario> SCENARIOS = List.of(
            new KeysetDepthScenario(),
            new FetchPlansScenario(),
            new ProjectionScenario(),
            new RetryScenario(),
            new JobsScenario());
    private static final Path RESULTS = Path.of("results");

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        List<String> words = Arrays.asList(args);
        String command = words.isEmpty() ? "" : words.get(0);
        if (command.equals("jmh")) {
            Main.main(words.subList(1, words.size()).toArray(String[]::new));
        } else if (command.equals("page")) {
            new PerformancePage(RESULTS, Path.of("../docs")).write();
        } else {
            run(scenario(command), words.contains("--quick") ? Size.QUICK : Size.FULL);
        }
    }

    private static Scenario scenario(String name) {
        return SCENARIOS.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no scenario \"" + name + "\": choose one of "
                        + SCENARIOS.stream().map(Scenario::name).toList() + ", \"jmh\" or \"page\"."));
    }

    private static void run(Scenario scenario, Size size) throws Exception {
        Results results = new Results(scenario.name());
        scenario.run(size, results);
        System.out.println(ResultTable.of(results.cells()));
        results.comparisons().forEach(System.out::println);
        if (size == Size.FULL) {
            results.write(RESULTS);
        }
    }
}
