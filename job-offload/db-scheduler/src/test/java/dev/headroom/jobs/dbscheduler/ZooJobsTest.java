package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobState;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.zoo.AnimalStore;
import dev.headroom.testsupport.zoo.MappingsColumn;
import dev.headroom.testsupport.zoo.Verdict;
import dev.headroom.testsupport.zoo.Zoo;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job that is enqueued in the transaction that writes rows is committed and rolled back with them, whatever their mapping is. */
@ExtendWith(ServersExtension.class)
class ZooJobsTest {

    private static final JobType<String, String> TEXT = JobType.of("text", String.class, String.class);

    private static final String FAILURE = "rolled back";

    @TestFactory
    Stream<DynamicNode> jobsShareTheFateOfRows(Servers servers) {
        MappingsColumn column = new MappingsColumn("job-offload", Path.of("../../docs/mappings.md"));
        return Zoo.tests(servers, column, ZooJobsTest::check);
    }

    @TestFactory
    Stream<DynamicNode> jobsShareTheFateOfRowsOfRandomMappings(Servers servers) {
        return Zoo.randomTests(servers, 1000, ZooJobsTest::check);
    }

    private static void check(AnimalStore store, Verdict verdict) throws SQLException {
        createTables(store);
        store.empty();
        List<JobId> enqueued = new ArrayList<>();
        try (DbSchedulerEngine engine = DbSchedulerEngine.on(store.statements()).build()) {
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            assertThatThrownBy(() -> store.inTransaction(em -> {
                        enqueued.add(writeAndEnqueue(em, store, jobs));
                        throw new IllegalStateException(FAILURE);
                    }))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage(FAILURE);
            assertThat(jobs.status(enqueued.get(0))).isEmpty();
            assertThat(filled(store)).as("rows without the job").isEmpty();

            JobId committed = store.inTransaction(em -> writeAndEnqueue(em, store, jobs));
            assertThat(jobs.status(committed).orElseThrow().state()).isEqualTo(JobState.READY);
            assertThat(filled(store)).as("rows with the job").isNotEmpty();
            verdict.served();
        }
    }

    private static JobId writeAndEnqueue(EntityManager em, AnimalStore store, Jobs jobs) {
        store.animal().fill(em);
        JobId id = jobs.in(em).enqueue(TEXT, "a").id();
        em.flush();
        return id;
    }

    /** Tables of the animal that have rows, besides its sequences'. */
    private static List<String> filled(AnimalStore store) throws SQLException {
        Predicate<String> isSequence = name -> name.toLowerCase(Locale.ROOT).endsWith("_seq");
        return store.content().entrySet().stream()
                .filter(table -> !table.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .filter(isSequence.negate())
                .toList();
    }

    /** Once for all animals that share a factory. */
    private static void createTables(AnimalStore store) throws SQLException {
        DataSource dataSource = store.statements();
        String ddl = DbSchedulerSchema.ddl(
                DbSchedulerSchema.Kind.valueOf(store.kind().name()), "default");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (!QueueTables.existing(connection).isEmpty()) {
                return;
            }
            for (String sql : Pattern.compile(";\\s*\n")
                    .splitAsStream(ddl)
                    .filter(text -> !text.isBlank())
                    .toList()) {
                statement.execute(sql);
            }
        }
    }
}
