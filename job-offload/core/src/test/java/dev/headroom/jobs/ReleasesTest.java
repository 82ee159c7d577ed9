package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.memory.ManualEngine;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That jobs live longer than the releases that enqueued them, and shorter ones are not in their way. */
class ReleasesTest {

    private static final JobType<String, Void> FIRST = JobType.of("mail", String.class, Void.class);
    private static final JobType<String, Void> THIRD = FIRST.version(3);

    private final ManualEngine engine = ManualEngine.manual();
    private final TextCodec codec = new TextCodec();
    private final Jobs jobs = Jobs.on(engine, codec);
    private final List<String> mailed = new ArrayList<>();
    private final List<JobProblem> parked = new ArrayList<>();

    private WorkerBuilder worker() {
        return Worker.on(engine, codec).queue("default", 1).listener(new JobListener() {
            @Override
            public void parked(JobStatus job, JobProblem problem) {
                parked.add(problem);
            }
        });
    }

    private @Nullable Void mail(String text) {
        mailed.add(text);
        return null;
    }

    @Test
    void readsPayloadsOfOlderOnes() {
        worker().handle(THIRD, (text, context) -> mail(text))
                .upcast("mail", 1, text -> text + " of two")
                .upcast("mail", 2, text -> text + " of three")
                .start();
        jobs.enqueue(FIRST, "words");
        jobs.enqueue(FIRST.version(2), "words");
        jobs.enqueue(THIRD, "words");
        engine.runAll();
        assertThat(mailed).containsExactly("words of two of three", "words of three", "words");
    }

    @Test
    void keepsWhatOnlyALaterOneCanRead() {
        Worker old = worker().handle(FIRST, (text, context) -> mail(text)).start();
        JobId id = jobs.enqueue(THIRD, "words").id();
        engine.runAll();
        assertThat(jobs.status(id).orElseThrow())
                .returns(JobState.SCHEDULED, JobStatus::state)
                .returns(0, JobStatus::attempts);
        assertThat(parked).extracting(JobProblem::kind).containsExactly("unknown version");
        old.drain(Duration.ZERO);
        worker().handle(THIRD, (text, context) -> mail(text)).start();
        engine.advance(Duration.ofMinutes(1));
        engine.runAll();
        assertThat(mailed).containsExactly("words");
    }

    @Test
    void keepsWhatHasNoHandlerOrNoUpcastOrCannotBeRead() {
        JobType<Integer, Void> number = JobType.of("number", Integer.class, Void.class);
        worker().handle(THIRD, (text, context) -> mail(text))
                .upcast("mail", 2, text -> text)
                .handle(number.version(2), (text, context) -> null)
                .upcast("number", 1, text -> "no number")
                .start();
        List<JobId> ids = List.of(
                jobs.enqueue(JobType.of("unknown", String.class, Void.class), "words")
                        .id(),
                jobs.enqueue(FIRST, "words").id(),
                jobs.enqueue(number, 1).id());
        engine.runAll();
        assertThat(parked)
                .extracting(JobProblem::kind)
                .containsExactly("unknown type", "unknown version", "java.lang.NumberFormatException");
        assertThat(ids).allMatch(id -> jobs.status(id).orElseThrow().state() == JobState.SCHEDULED);
        assertThat(mailed).isEmpty();
    }

    @Test
    void refusesAnUpcastForNothing() {
        assertThatThrownBy(() -> worker().upcast("mail", 1, text -> text).start())
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("upcast(\"mail\"");
        assertThatThrownBy(() -> worker().handle(FIRST, (text, context) -> null).handle(THIRD, (text, context) -> null))
                .isInstanceOf(InvalidJobException.class);
    }
}
