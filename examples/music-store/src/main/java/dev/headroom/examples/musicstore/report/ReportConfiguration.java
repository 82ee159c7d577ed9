package dev.headroom.examples.musicstore.report;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.jackson.JacksonJobCodec;
import dev.headroom.jobs.model.JobCodec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What jobs need, whichever engine carries them. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    @Bean
    JobCodec jobCodec() {
        return JacksonJobCodec.standard();
    }

    @Bean
    Jobs jobs(JobEngine engine, JobCodec codec) {
        return Jobs.on(engine, codec);
    }
}
