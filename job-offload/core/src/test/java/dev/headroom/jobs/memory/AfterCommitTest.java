package dev.headroom.jobs.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.TextCodec;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.QueueFullException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that are enqueued in a transaction, of which an engine in memory hears when it is committed. */
class AfterCommitTest {

    private static final JobType<String, String> TEXT = JobType.of("text", String.class, String.class);
    private static final JobOptions UNIQUE = JobOptions.standard().uniqueBy("one");

    private final List<Runnable> committed = new ArrayList<>();
    private final InProcessEngine engine = InProcessEngine.builder()
            .limit("short", 1)
            .keep(1)
            .afterCommit(committed::add)
            .build();
    private final Jobs jobs = Jobs.on(engine, new TextCodec());

    @AfterEach
    void close() {
        engine.close();
    }

    /** An engine in memory does nothing with it. */
    private Connection anyConnection() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> null);
    }

    private Enqueued enqueue(JobOptions options) {
        return jobs.in(anyConnection()).enqueue(TEXT, "in a transaction", options);
    }

    private void commit() {
        committed.forEach(Runnable::run);
    }

    @Test
    void areThereWhenItIsCommitted() {
        JobId id = enqueue(JobOptions.standard()).id();
        assertThat(jobs.status(id)).isEmpty();
        commit();
        assertThat(jobs.status(id)).isPresent();
    }

    @Test
    void areRefusedByAnEngineThatDoesNotHearOfIt() {
        try (InProcessEngine deaf = InProcessEngine.builder().build()) {
            assertThatThrownBy(() ->
                            Jobs.on(deaf, new TextCodec()).in(anyConnection()).enqueue(TEXT, "a"))
                    .hasMessageContaining("afterCommit(");
        }
    }

    @Test
    void takeNoPlaceIfItIsRolledBack() {
        JobOptions queue = JobOptions.queue("short");
        enqueue(queue);
        assertThat(jobs.enqueue(TEXT, "a", queue).isNew()).isTrue();
        assertThatThrownBy(() -> enqueue(queue)).isInstanceOf(QueueFullException.class);
    }

    @Test
    void areNoneIfThereIsOneThatIsTheSame() {
        JobId one = jobs.enqueue(TEXT, "a", UNIQUE).id();
        assertThat(enqueue(UNIQUE)).isEqualTo(new Enqueued(one, false));
    }

    @Test
    void staySoIfThatOneEndsBeforeTheCommit() {
        JobId one = jobs.enqueue(TEXT, "a", UNIQUE).id();
        enqueue(UNIQUE);
        jobs.cancel(one);
        commit();
        assertThat(jobs.list(JobQuery.all())).singleElement().returns(one, job -> job.id());
    }

    @Test
    void haveAnIdOfTheOneThatCameBeforeTheCommit() {
        Enqueued promised = enqueue(UNIQUE);
        JobId one = jobs.enqueue(TEXT, "a", UNIQUE).id();
        commit();
        assertThat(promised.isNew()).isTrue();
        assertThat(jobs.status(promised.id()).orElseThrow().id()).isEqualTo(one);
        assertThat(jobs.list(JobQuery.all())).hasSize(1);
        assertThat(jobs.cancel(promised.id())).isEqualTo(CancelResult.CANCELLED);
        assertThat(jobs.status(one).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void forgetThatIdWithTheJob() {
        JobId promised = enqueue(UNIQUE).id();
        jobs.cancel(jobs.enqueue(TEXT, "a", UNIQUE).id());
        JobId another = enqueue(UNIQUE).id();
        JobId one = jobs.enqueue(TEXT, "a", UNIQUE).id();
        commit();
        jobs.cancel(one);
        jobs.cancel(jobs.enqueue(TEXT, "the one that is kept").id());
        assertThat(jobs.status(promised)).isEmpty();
        assertThat(jobs.status(another)).isEmpty();
    }
}
