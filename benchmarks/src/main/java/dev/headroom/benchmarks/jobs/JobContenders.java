package dev.headroom.benchmarks.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** All contenders on one data source, where their tables are made. */
final class JobContenders implements AutoCloseable {

    /** Those that differ from another one only in how they drain a queue. */
    private static final Set<String> VARIANTS = Set.of("floor-batched", "db-scheduler-fetch", "db-scheduler-ahead");

    private final List<JobContender> all = new ArrayList<>();
    private final DataSource dataSource;

    JobContenders(DataSource dataSource) throws Exception {
        this.dataSource = dataSource;
        all.addAll(HandWrittenJobs.all(dataSource));
        all.add(HeadroomEngines.on(dataSource));
        all.addAll(DbSchedulerJobs.all(dataSource));
        all.add(new JobRunrJobs(dataSource));
        all.add(new QuartzJobs(dataSource));
        all.add(new OutboxJobs(dataSource));
    }

    DataSource dataSource() {
        return dataSource;
    }

    List<JobContender> all() {
        return List.copyOf(all);
    }

    /** One of each. */
    List<JobContender> different() {
        return some().filter(contender -> !VARIANTS.contains(contender.name())).toList();
    }

    /** Those whose tables can be filled from outside. */
    List<JobContender> withBacklog() {
        return some().filter(contender -> !VARIANTS.contains(contender.name())
                        && !contender.backlog().isEmpty())
                .toList();
    }

    private Stream<JobContender> some() {
        return all.stream();
    }

    @Override
    public void close() {
        all.forEach(JobContender::close);
    }
}
