package dev.headroom.benchmarks.jobs;

import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.SimpleTrigger;
import org.quartz.TriggerBuilder;

/** A {@link WorkItem} for Quartz, which makes one of these for each run. */
final class QuartzWork implements Job {

    private static final String NUMBER = "number";

    private final JobBody body;

    QuartzWork(JobBody body) {
        this.body = body;
    }

    @Override
    public void execute(JobExecutionContext context) {
        body.run(Long.parseLong(context.getJobDetail().getJobDataMap().getString(NUMBER)));
    }

    static JobDetail detail(WorkItem item) {
        return JobBuilder.newJob(QuartzWork.class)
                .withIdentity(Long.toString(item.number()))
                .usingJobData(NUMBER, Long.toString(item.number()))
                .usingJobData("text", item.text())
                .build();
    }

    static SimpleTrigger now(WorkItem item) {
        return (SimpleTrigger) TriggerBuilder.newTrigger()
                .withIdentity(Long.toString(item.number()))
                .startNow()
                .build();
    }
}
