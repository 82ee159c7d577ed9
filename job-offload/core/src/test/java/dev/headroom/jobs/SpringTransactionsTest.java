package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.memory.InProcessEngine;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An engine in memory hears of Spring's commits, and of savepoints that are rolled back. */
@ExtendWith(ServersExtension.class)
class SpringTransactionsTest {

    private static final JobType<String, String> TEXT = JobType.of("text", String.class, String.class);

    private final InProcessEngine engine = engine();
    private final Jobs jobs = jobs(engine, new TextCodec());
    private DataSource dataSource;
    private TransactionTemplate transaction;
    private TransactionTemplate nested;

    private static InProcessEngine engine() {
        // spotless:off
        InProcessEngine engine = InProcessEngine.builder()
                .afterCommit(work -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    private final Set<Object> later = new HashSet<>();
                    private boolean undone;

                    @Override
                    public void savepoint(Object savepoint) {
                        later.add(savepoint);
                    }

                    @Override
                    public void savepointRollback(Object savepoint) {
                        undone |= !later.contains(savepoint);
                    }

                    @Override
                    public void afterCommit() {
                        if (!undone) {
                            work.run();
                        }
                    }
                }))
                .build();
        // spotless:on
        return engine;
    }

    private static Jobs jobs(InProcessEngine engine, JobCodec codec) {
        // spotless:off
        Jobs jobs = Jobs.on(engine, codec)
                .insideTransaction(TransactionSynchronizationManager::isActualTransactionActive);
        // spotless:on
        return jobs;
    }

    @BeforeEach
    void open(Servers servers) {
        dataSource = servers.database(DatabaseKind.H2).dataSource();
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(dataSource);
        transaction = new TransactionTemplate(transactions);
        nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void enqueue(String text) {
        jobs.in(DataSourceUtils.getConnection(dataSource)).enqueue(TEXT, text);
    }

    private static void in(TransactionTemplate template, Consumer<TransactionStatus> work) {
        template.executeWithoutResult(work);
    }

    /** The payloads of the jobs that ran. */
    private List<String> ran() {
        List<String> ran = new CopyOnWriteArrayList<>();
        try (Worker worker = Worker.on(engine, new TextCodec())
                .queue("default", 1)
                .handle(TEXT, (text, context) -> {
                    ran.add(text);
                    return text;
                })
                .start()) {
            List<JobStatus> all = jobs.list(JobQuery.all());
            for (JobStatus job : all) {
                assertThat(jobs.await(job.id(), Duration.ofSeconds(30))
                                .orElseThrow()
                                .isEnd())
                        .isTrue();
            }
            assertThat(worker.drain(Duration.ofSeconds(30)).finished()).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return ran;
    }

    @Test
    void runsWhatIsCommitted() {
        in(transaction, outer -> enqueue("a"));
        in(transaction, outer -> {
            enqueue("b");
            outer.setRollbackOnly();
        });
        assertThat(ran()).containsExactly("a");
    }

    @Test
    void doesNotRunWhatIsRolledBackWithItsSavepoint() {
        in(transaction, outer -> {
            enqueue("before");
            in(nested, inner -> {
                enqueue("gone");
                in(nested, innermost -> enqueue("gone with it"));
                inner.setRollbackOnly();
            });
            in(nested, inner -> {
                enqueue("kept");
                in(nested, innermost -> {
                    enqueue("gone alone");
                    innermost.setRollbackOnly();
                });
            });
            enqueue("after");
        });
        assertThat(ran()).containsExactly("before", "kept", "after");
    }

    @Test
    void doesNotRunWhatIsRolledBackToASavepointOfOnesOwn() {
        in(transaction, outer -> {
            enqueue("before");
            Object savepoint = outer.createSavepoint();
            enqueue("gone");
            outer.rollbackToSavepoint(savepoint);
            enqueue("after");
        });
        assertThat(ran()).containsExactly("before", "after");
    }

    @Test
    void refusesToEnqueueBesideATransaction() {
        in(
                transaction,
                outer -> assertThatThrownBy(() -> jobs.enqueue(TEXT, "a"))
                        .isInstanceOf(InsideTransactionException.class)
                        .hasMessageContaining("jobs.in("));
        assertThat(jobs.enqueue(TEXT, "a").isNew()).isTrue();
    }
}
