package dev.headroom.examples.musicstore.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.jobs.JobTransactions;
import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.TransactionResource;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.dbscheduler.DbSchedulerSchema;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/** The sample of the guide that needs Spring: repositories, {@code JdbcClient} and the like join what proves the attempt. */
@ExtendWith(SharedStore.class)
class SpringTransactionsTest {

    private static final JobType<String, String> NOTE = JobType.of("note", String.class, String.class);
    private static final String QUEUE = "notes";

    private final RunningStore store;

    SpringTransactionsTest(RunningStore store) {
        this.store = store;
    }

    // spotless:off
    record SpringTransactions(PlatformTransactionManager transactions, DataSource dataSource, EntityManager entityManager)
            implements JobTransactions {

        @Override
        public <T> T run(Work<T> work) throws Exception {
            TransactionStatus status = transactions.getTransaction(TransactionDefinition.withDefaults());
            T made;
            try {
                made = work.run(new TransactionResource(DataSourceUtils.getConnection(dataSource), entityManager));
            } catch (Exception | Error failure) {
                transactions.rollback(status);
                throw failure;
            }
            transactions.commit(status);
            return made;
        }
    }
    // spotless:on

    @BeforeEach
    void makeTables() throws Exception {
        try (Connection connection = store.bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "drop table if exists note, headroom_tickets_notes; create table note (words varchar(100));"
                            + " delete from headroom_job_queues where queue = 'notes'");
            // spotless:off
            String ddl = DbSchedulerSchema.queueDdl(DbSchedulerSchema.Kind.POSTGRESQL, "notes");
            // spotless:on
            statement.execute(ddl);
        }
    }

    @Test
    void whatSpringWritesIsWrittenOnceAlthoughAnAttemptFailsAfterIt() throws Exception {
        Jobs jobs = store.bean(Jobs.class);
        try (Worker worker = start()) {
            JobId id = jobs.enqueue(NOTE, "any", JobOptions.queue(QUEUE)).id();
            JobStatus ended = jobs.await(id, Duration.ofSeconds(20)).orElseThrow();

            assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(ended.attempts()).isEqualTo(2);
            assertThat(jobs.result(NOTE, id)).hasValue("any 2");
            assertThat(store.jdbc()
                            .sql("select words from note")
                            .query(String.class)
                            .list())
                    .containsExactly("any 2");
            assertThat(worker.drain(Duration.ofSeconds(5)).finished()).isTrue();
        }
    }

    private Worker start() {
        SpringTransactions transactions = new SpringTransactions(
                store.bean(PlatformTransactionManager.class),
                store.bean(DataSource.class),
                store.bean(EntityManager.class));
        return Worker.on(store.bean(JobEngine.class), store.bean(JobCodec.class))
                .queue(QUEUE, 1)
                .transactions(transactions)
                .handle(
                        NOTE,
                        (words, context) -> context.inTransaction("write", String.class, transaction -> {
                            String note = words + " " + context.attempt();
                            store.jdbc()
                                    .sql("insert into note values (?)")
                                    .param(note)
                                    .update();
                            transaction.complete(note);
                            if (context.attempt() == 1) {
                                throw new IllegalStateException("after the work");
                            }
                            return note;
                        }),
                        RetryRules.standard().backoff(Duration.ofMillis(1), Duration.ofMillis(2)))
                .start();
    }
}
