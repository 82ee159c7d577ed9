package dev.headroom.benchmarks.jobs;

import dev.headroom.benchmarks.Metric;
import dev.headroom.benchmarks.Results;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives contenders their turns, round by round, so that a busy moment of the machine meets all of them. */
final class JobRace {

    private JobRace() {}

    /** Figures by contender; null for one that was wrong, which has no more turns. */
    static <C> Map<String, @Nullable Map<Metric, Double>> run(Map<String, C> contenders, int rounds, Course<C> course)
            throws Exception {
        Map<String, JobScore> scores = new LinkedHashMap<>();
        contenders.keySet().forEach(name -> scores.put(name, new JobScore()));
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, C> contender : contenders.entrySet()) {
                JobScore score = scores.get(contender.getKey());
                if (score != null && score.isCorrect()) {
                    score.add(course.run(contender.getValue()));
                }
            }
        }
        Map<String, @Nullable Map<Metric, Double>> figures = Results.newCase();
        scores.forEach((name, score) -> figures.put(name, score.figures()));
        return figures;
    }

    static Map<String, JobContender> byName(List<JobContender> contenders) {
        Map<String, JobContender> byName = new LinkedHashMap<>();
        contenders.forEach(contender -> byName.put(contender.name(), contender));
        return byName;
    }

    /** What a contender does in a turn. */
    @FunctionalInterface
    interface Course<C> {

        Turn run(C contender) throws Exception;
    }
}
