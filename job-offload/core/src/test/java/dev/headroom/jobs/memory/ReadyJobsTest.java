package dev.headroom.jobs.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.JobContext;
import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.TextCodec;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which job runs next, whichever way it came. */
class ReadyJobsTest {

    private static final JobType<String, String> TEXT = JobType.of("text", String.class, String.class);

    private final ManualEngine engine = ManualEngine.manual();
    private final Jobs jobs = Jobs.on(engine, new TextCodec());
    private final List<String> ran = new ArrayList<>();
    private Worker worker;

    @BeforeEach
    void start() {
        worker = Worker.on(engine, new TextCodec())
                .queue("default", 1)
                .handle(TEXT, this::run, RetryRules.standard().backoff(Duration.ZERO, Duration.ZERO))
                .start();
    }

    @AfterEach
    void close() {
        worker.close();
    }

    private String run(String text, JobContext context) {
        ran.add(text);
        if (text.startsWith("fails") && context.attempt() == 1) {
            throw new IllegalStateException("once");
        }
        return text;
    }

    private JobId enqueue(String text, JobOptions options) {
        return jobs.enqueue(TEXT, text, options).id();
    }

    @Test
    void theOldestGoesFirstAlsoIfItComesBack() {
        enqueue("fails a", JobOptions.standard());
        enqueue("b", JobOptions.standard());
        engine.runAll();
        assertThat(ran).containsExactly("fails a", "fails a", "b");
    }

    @Test
    void theOldestGoesFirstAlsoIfItHadToWait() {
        enqueue("a", JobOptions.standard().delay(Duration.ofSeconds(1)));
        enqueue("b", JobOptions.standard());
        engine.advance(Duration.ofSeconds(1));
        enqueue("c", JobOptions.standard());
        engine.runAll();
        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void theHighestPriorityGoesFirst() {
        enqueue("low", JobOptions.standard().priority(-1));
        enqueue("fails middle", JobOptions.standard());
        enqueue("middle of a key", JobOptions.standard().concurrencyKey("a", 1));
        enqueue("middle", JobOptions.standard());
        enqueue("high", JobOptions.standard().priority(1));
        engine.runAll();
        assertThat(ran).containsExactly("high", "fails middle", "fails middle", "middle of a key", "middle", "low");
    }

    @Test
    void anEntryIsLostFromWhereverItStands() {
        JobId plain = enqueue("plain", JobOptions.standard());
        JobId high = enqueue("high", JobOptions.standard().priority(1));
        engine.loseQueueEntry(plain);
        engine.loseQueueEntry(high);
        assertThat(engine.runNext()).isEmpty();
        engine.advance(Duration.ofSeconds(30));
        engine.runAll();
        assertThat(ran).containsExactly("high", "plain");
    }
}
