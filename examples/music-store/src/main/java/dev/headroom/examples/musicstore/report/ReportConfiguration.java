package dev.headroom.examples.musicstore.report;

import dev.headroom.jobs.JobCodec;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.jackson.JacksonJobCodec;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What jobs need, whichever engine carries them. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    static final int AT_ONCE = 2;

    private static final RetryRules RULES =
            RetryRules.standard().attempts(3).backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    @Bean
    JobCodec jobCodec() {
        return JacksonJobCodec.standard();
    }

    @Bean
    Jobs jobs(JobEngine engine, JobCodec codec) {
        return Jobs.on(engine, codec);
    }

    /** Ended by {@link WorkerStop}, which has less patience than {@code Worker.close()}. */
    @Bean(destroyMethod = "")
    Worker worker(JobEngine engine, JobCodec codec, ReportHandler reports) {
        return Worker.on(engine, codec)
                .queue(ReportJobs.QUEUE, AT_ONCE)
                .handle(ReportJobs.TYPE, reports, RULES)
                .start();
    }

    @Bean
    WorkerStop workerStop(Worker worker) {
        return new WorkerStop(worker);
    }

    /** Reports that run when the store is told to stop have this long to end. */
    record WorkerStop(Worker worker) implements AutoCloseable {

        private static final Duration GRACE = Duration.ofSeconds(2);

        @Override
        public void close() {
            worker.drain(GRACE);
        }
    }
}
