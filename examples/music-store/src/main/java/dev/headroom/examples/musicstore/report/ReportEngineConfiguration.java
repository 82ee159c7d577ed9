package dev.headroom.examples.musicstore.report;

import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.memory.InProcessEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Which engine carries the jobs. This one keeps them in memory: they end with the process. */
@Configuration(proxyBeanMethods = false)
class ReportEngineConfiguration {

    static final int MOST_WAITING = 20;

    /** Spring closes it. */
    @Bean
    JobEngine jobEngine() {
        return InProcessEngine.builder()
                .limit(ReportJobs.QUEUE, MOST_WAITING)
                .afterCommit(ReportEngineConfiguration::afterCommit)
                .build();
    }

    private static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
