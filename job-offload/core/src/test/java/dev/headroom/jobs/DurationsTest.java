package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.memory.InProcessEngine;
import dev.headroom.jobs.memory.ManualEngine;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Times that no store can keep, and that overflow when they are added to others, are refused where they are given. */
class DurationsTest {

    private static final JobType<String, Integer> LENGTH = JobType.of("length", String.class, Integer.class);
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
    private static final Duration CENTURIES = Duration.ofDays(36_526);

    private final ManualEngine engine = ManualEngine.manual();
    private final Jobs jobs = Jobs.on(engine, new TextCodec());

    private static Map<String, Consumer<Duration>> options() {
        JobOptions options = JobOptions.standard();
        RetryRules rules = RetryRules.standard();
        Map<String, Consumer<Duration>> all = new LinkedHashMap<>();
        all.put("timeout", options::timeout);
        all.put("retention", options::retention);
        all.put("delay", options::delay);
        all.put("window", value -> options.uniqueBy("key", value));
        all.put("base", value -> rules.backoff(value, value));
        all.put("cap", value -> rules.backoff(Duration.ZERO, value));
        all.put("base of on", value -> rules.on(IOException.class, 2, value));
        all.put("rate", value -> WorkQueue.of("mail", 1).rate(1, value));
        all.put("Start", value -> new JobOptions.Start(Optional.of(value), Optional.empty()));
        all.put("Unique", value -> new JobOptions.Unique("key", value));
        return all;
    }

    @Test
    @SuppressWarnings("NullAway") // which not everybody has
    void areRefusedByAllOptions() {
        options().forEach((name, option) -> {
            for (Duration value : new Duration[] {FOREVER, CENTURIES, Duration.ofMillis(-1), FOREVER.negated()}) {
                assertThatThrownBy(() -> option.accept(value))
                        .as("%s(%s)", name, value)
                        .isInstanceOf(InvalidJobException.class)
                        .hasMessageContaining("it goes from");
            }
            assertThatThrownBy(() -> option.accept(null))
                    .as(name)
                    .isInstanceOfAny(InvalidJobException.class, NullPointerException.class);
        });
    }

    /** A millisecond is the unit of stores: what is shorter would be 0 there. */
    @Test
    void areRefusedIfTheyAreTooShortToKeep() {
        assertThatThrownBy(() -> JobOptions.standard().timeout(Duration.ofNanos(1)))
                .isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> JobOptions.standard().retention(Duration.ZERO))
                .isInstanceOf(InvalidJobException.class);
    }

    @Test
    void areAcceptedUpToACentury() {
        Duration century = Duration.ofDays(36_525);
        JobOptions longest = JobOptions.standard()
                .delay(century)
                .timeout(century)
                .retention(century)
                .uniqueBy("key", century);
        assertThat(jobs.enqueue(LENGTH, "four", longest).isNew()).isTrue();
        assertThat(jobs.enqueue(LENGTH, "four", longest).isNew()).isFalse();
    }

    @Test
    void timesAreRefusedThatAreNotOfOurDays() {
        for (Instant time : new Instant[] {
            Instant.MIN, Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z"), Instant.EPOCH.minusMillis(1)
        }) {
            assertThatThrownBy(() -> JobOptions.standard().at(time))
                    .isInstanceOf(InvalidJobException.class)
                    .hasMessageContaining("from 1970 to 9999");
        }
        JobId past = jobs.enqueue(LENGTH, "four", JobOptions.standard().at(Instant.EPOCH))
                .id();
        assertThat(jobs.status(past).orElseThrow().state()).isEqualTo(JobState.READY);
    }

    @Test
    void jobsOfTheLastTimeWaitInMemory() {
        try (InProcessEngine inProcess = InProcessEngine.builder().build()) {
            Jobs waiting = Jobs.on(inProcess, new TextCodec());
            JobOptions last = JobOptions.standard().at(Instant.parse("9999-12-31T23:59:59Z"));
            JobId id = waiting.enqueue(LENGTH, "four", last).id();
            assertThat(waiting.status(id).orElseThrow().state()).isEqualTo(JobState.SCHEDULED);
        }
    }

    @Test
    void areRefusedByWhatWaits() throws Exception {
        JobId id = jobs.enqueue(LENGTH, "four").id();
        Worker worker = Worker.on(engine, new TextCodec())
                .queue("default", 1)
                .handle(LENGTH, (text, context) -> text.length())
                .start();
        assertThatThrownBy(() -> jobs.await(id, FOREVER)).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> worker.drain(FOREVER)).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> engine.advance(FOREVER)).isInstanceOf(InvalidJobException.class);
        assertThat(engine.runAll()).isEqualTo(1);
        assertThat(worker.drain(Duration.ZERO).finished()).isTrue();
    }

    /** A rule that nobody could follow would come up when an attempt has failed. */
    @Test
    void rulesForExceptionsAreChecked() {
        assertThatThrownBy(() -> RetryRules.standard().on(IOException.class, 0, Duration.ZERO))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("IOException");
        assertThatThrownBy(() -> RetryRules.standard().on(IOException.class, 1, Duration.ofMillis(-5)))
                .isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> new JobOptions.ConcurrencyKey("tenant", 0)).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> JobOptions.standard().uniqueBy("half \uD83D")).isInstanceOf(InvalidJobException.class);
    }
}
