package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.JobId;
import dev.headroom.jobs.JobState;
import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.zoo.Animal;
import dev.headroom.testsupport.zoo.AnimalStore;
import dev.headroom.testsupport.zoo.Verdict;
import dev.headroom.testsupport.zoo.Zoo;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceConfiguration;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A job that is enqueued in the transaction that writes rows is committed and rolled back with them, whatever their mapping is. Each
 * mapping is looked at on one of its databases, by turns.
 */
@ExtendWith(ServersExtension.class)
class ZooJobsTest {

    private static final JobType<String, String> TEXT = JobType.of("text", String.class, String.class);

    @TestFactory
    Stream<DynamicNode> jobsShareTheFateOfRows(Servers servers) {
        List<Animal> animals = Zoo.animals();
        List<Animal> enqueuing = IntStream.range(0, animals.size())
                .<Animal>mapToObj(index -> new Enqueuing(animals.get(index), index))
                .toList();
        return Zoo.tests(servers, enqueuing, ZooJobsTest::check);
    }

    private static void check(AnimalStore store, Verdict verdict) throws SQLException {
        Enqueuing animal = (Enqueuing) store.animal();
        try (DbSchedulerEngine engine = DbSchedulerEngine.on(store.statements()).build()) {
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            assertThat(jobs.status(animal.enqueued.get(0)).orElseThrow().state())
                    .isEqualTo(JobState.READY);
            assertThat(written(store)).as("rows with the job").isNotEmpty();

            animal.fails = true;
            assertThatThrownBy(store::refill)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage(Enqueuing.FAILURE);
            assertThat(animal.enqueued).hasSize(2);
            assertThat(jobs.status(animal.enqueued.get(1))).isEmpty();
            assertThat(written(store)).as("rows without the job").isEmpty();
            verdict.served();
        }
    }

    /** Tables that have rows: those of jobs and the animal's, besides its sequences'. */
    private static List<String> written(AnimalStore store) throws SQLException {
        Predicate<String> isSequence = name -> name.toLowerCase(Locale.ROOT).endsWith("_seq");
        return store.content().entrySet().stream()
                .filter(table -> !table.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .filter(isSequence.negate())
                .toList();
    }

    /** An animal that enqueues a job with its rows. */
    private static final class Enqueuing implements Animal {

        static final String FAILURE = "rolled back";

        private static final String DATA_SOURCE = "jakarta.persistence.nonJtaDataSource";

        private final Animal animal;
        private final DatabaseKind kind;
        private final List<JobId> enqueued = new ArrayList<>();
        private boolean fails;

        Enqueuing(Animal animal, int turn) {
            List<DatabaseKind> kinds = List.copyOf(animal.databases());
            this.animal = animal;
            this.kind = kinds.get(turn % kinds.size());
        }

        @Override
        public void fill(EntityManager entityManager) {
            animal.fill(entityManager);
            Object dataSource =
                    entityManager.getEntityManagerFactory().getProperties().get(DATA_SOURCE);
            try (DbSchedulerEngine engine =
                    DbSchedulerEngine.on((DataSource) dataSource).build()) {
                Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
                enqueued.add(jobs.in(entityManager).enqueue(TEXT, "a").id());
            }
            entityManager.flush();
            if (fails) {
                throw new IllegalStateException(FAILURE);
            }
        }

        @Override
        public String mapping() {
            return animal.mapping();
        }

        @Override
        public Class<?> root() {
            return animal.root();
        }

        @Override
        public List<Class<?>> entities() {
            return animal.entities();
        }

        @Override
        public Set<DatabaseKind> databases() {
            return EnumSet.of(kind);
        }

        @Override
        public void configure(PersistenceConfiguration configuration) {
            animal.configure(configuration);
        }

        @Override
        public List<String> beforeTables(DatabaseKind database) {
            String ddl = DbSchedulerSchema.ddl(DbSchedulerSchema.Kind.valueOf(database.name()), "default");
            Stream<String> tables =
                    Pattern.compile(";\\s*\n").splitAsStream(ddl).filter(sql -> !sql.isBlank());
            return Stream.concat(tables, animal.beforeTables(database).stream()).toList();
        }

        @Override
        public List<String> afterTables(DatabaseKind database) {
            return animal.afterTables(database);
        }

        @Override
        public List<String> afterRows(DatabaseKind database) {
            return animal.afterRows(database);
        }

        @Override
        public void open(EntityManager entityManager) {
            animal.open(entityManager);
        }
    }
}
