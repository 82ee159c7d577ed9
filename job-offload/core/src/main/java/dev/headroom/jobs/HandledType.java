package dev.headroom.jobs;

import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.JobProblem;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A type that a worker can run.
 *
 * @param upcasts by the versions that they read
 */
record HandledType<P, R>(
        JobType<P, R> type, JobHandler<P, R> handler, RetryRules rules, Map<Integer, UnaryOperator<String>> upcasts) {

    /** Why this worker cannot read a job's payload; empty if it can. */
    Optional<JobProblem> unreadable(StoredJob job) {
        if (job.version() > type.version()) {
            return Optional.of(new JobProblem(
                    "unknown version", "Version " + job.version() + " is later than this worker's " + type.version()));
        }
        for (int version = job.version(); version < type.version(); version++) {
            if (!upcasts.containsKey(version)) {
                return Optional.of(new JobProblem("unknown version", "No upcast reads version " + version));
            }
        }
        return Optional.empty();
    }

    P payload(StoredJob job, JobCodec codec) {
        if (job.version() == type.version()) {
            return job.payload().as(type.payload(), codec);
        }
        String text = job.payload().text();
        for (int version = job.version(); version < type.version(); version++) {
            text = upcasts.getOrDefault(version, UnaryOperator.identity()).apply(text);
            if (text == null) {
                throw new InvalidJobException("upcast(\"" + type.name() + "\", " + version
                        + ", …): it returned null; return the text of version " + (version + 1) + ".");
            }
        }
        return JobData.ofText(text).as(type.payload(), codec);
    }

    /** Runs the handler. */
    Optional<JobData> run(P payload, JobContext context, JobCodec codec) throws Exception {
        @Nullable R result = handler.run(payload, context);
        return Optional.ofNullable(result).map(value -> JobData.of(value, codec));
    }
}
