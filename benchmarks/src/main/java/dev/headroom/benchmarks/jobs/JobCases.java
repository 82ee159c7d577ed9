package dev.headroom.benchmarks.jobs;

import dev.headroom.benchmarks.Metric;
import dev.headroom.benchmarks.Results;
import dev.headroom.benchmarks.jobs.JobRace.Course;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cases of the scenario, each of which adds to the results. */
final class JobCases {

    private static final List<JobWork> DRAINED = List.of(JobWork.NOOP, JobWork.WAITING);
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(30);
    private static final int SNAPSHOT_RATE = 300;

    /** Those that compute take longer. */
    private static final int COMPUTING_SHARE = 10;

    private final JobDatabase database;
    private final JobContenders contenders;
    private final JobSizes sizes;
    private final Results results;
    private final Set<String> wrong = new HashSet<>();

    JobCases(JobDatabase database, JobContenders contenders, JobSizes sizes, Results results) {
        this.database = database;
        this.contenders = contenders;
        this.sizes = sizes;
        this.results = results;
    }

    /** Finds out who does not run each job once, with two workers; those are wrong in all cases. */
    void check() throws Exception {
        Course<JobContender> all =
                new Drain(database, new Drain.Load(sizes.checked(), JobWork.NOOP, 2, CHECK_LIMIT, true));
        JobRace.run(JobRace.byName(contenders.all()), 1, all).forEach((name, figures) -> {
            if (figures == null) {
                wrong.add(name);
            }
        });
    }

    void enqueue() throws Exception {
        enqueue("producers=1", 1, 1);
        enqueue("producers=16", 16, 1);
        enqueue("batch=1000", 1, 1_000);
    }

    private void enqueue(String how, int producers, int batch) throws Exception {
        EnqueueRush.Load load = new EnqueueRush.Load(producers, batch, sizes.enqueuing());
        add("enqueue/" + how, contenders.different(), sizes.enqueueRounds(), new EnqueueRush(database, load));
    }

    void drain() throws Exception {
        JobRace.run(right(contenders.all()), sizes.drainWarmUps(), new Drain(database, load(JobWork.NOOP, 2)));
        for (JobWork work : DRAINED) {
            for (int workers : List.of(1, 2)) {
                String label = "drain/job=" + work.label() + "/workers=" + workers;
                add(label, contenders.all(), sizes.rounds(), new Drain(database, load(work, workers)));
            }
        }
    }

    private Drain.Load load(JobWork work, int workers) {
        return new Drain.Load(sizes.drained(), work, workers, sizes.drainLimit(), true);
    }

    void loop() throws Exception {
        for (int rate : sizes.rates()) {
            for (String where : sizes.places()) {
                OpenLoop.Load load = new OpenLoop.Load(rate, where.equals("same"), sizes.loop(), false);
                String label = "latency/rate=" + rate + "/where=" + where;
                add(label, contenders.different(), 1, new OpenLoop(database, load));
            }
        }
    }

    void backlog() throws Exception {
        List<JobContender> some = contenders.withBacklog();
        for (JobContender contender : some) {
            database.clear(contender);
            database.fill(contender, sizes.backlog());
        }
        Drain.Load load = new Drain.Load(sizes.drained(), JobWork.NOOP, 1, sizes.drainLimit(), false);
        add("backlog=" + sizes.backlog() + "/job=noop", some, sizes.rounds(), new Drain(database, load));
        for (JobContender contender : some) {
            database.empty(contender);
        }
    }

    void snapshot() throws Exception {
        OpenLoop.Load load = new OpenLoop.Load(SNAPSHOT_RATE, true, sizes.snapshot(), true);
        add("xmin/rate=" + SNAPSHOT_RATE, contenders.different(), 1, new OpenLoop(database, load));
    }

    void fairness() throws Exception {
        add("fairness/tenant=b", contenders.different(), 1, new Fairness(database, sizes.tenant()));
    }

    /** Of the tables of this library, which keeps jobs until their retention has passed. */
    void prune() throws Exception {
        JobContender tables = right(contenders.all()).get("headroom");
        if (tables != null) {
            PruneCourse course = new PruneCourse(database, tables, sizes.pruned());
            results.add(
                    "prune/rows=" + sizes.pruned(),
                    JobRace.run(Pruner.all(contenders.dataSource()), sizes.rounds(), course));
            database.clear(tables);
        }
    }

    void inProcess() throws Exception {
        // Turns are short, and in the first ones the compiler is still at work.
        JobRace.run(InProcessRunner.all(), sizes.warmUps(), new InProcessCourse(sizes.inProcess(), JobWork.NOOP));
        for (JobWork work : List.of(JobWork.NOOP, JobWork.COMPUTING)) {
            boolean noop = work == JobWork.NOOP;
            int jobs = noop ? sizes.inProcess() : sizes.inProcess() / COMPUTING_SHARE;
            int rounds = noop ? sizes.warmUps() : sizes.rounds() + 1;
            InProcessCourse course = new InProcessCourse(jobs, work);
            results.add("in-process/job=" + work.label(), JobRace.run(InProcessRunner.all(), rounds, course));
        }
    }

    private Map<String, JobContender> right(List<JobContender> some) {
        Map<String, JobContender> right = new LinkedHashMap<>(JobRace.byName(some));
        right.keySet().removeAll(wrong);
        return right;
    }

    private void add(String label, List<JobContender> some, int rounds, Course<JobContender> course) throws Exception {
        Map<String, @Nullable Map<Metric, Double>> figures = JobRace.run(right(some), rounds, course);
        some.stream().map(JobContender::name).filter(wrong::contains).forEach(name -> figures.put(name, null));
        results.add(label, figures);
    }
}
