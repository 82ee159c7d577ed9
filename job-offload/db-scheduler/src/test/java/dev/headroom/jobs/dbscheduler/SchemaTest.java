package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobStoreException;
import dev.headroom.testsupport.EachDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Tables that are missing, and names that do not fit. */
@EachDatabase
class SchemaTest {

    @Parameter
    TestStore store;

    @Test
    void namesTheTableThatIsMissing() {
        try (DbSchedulerEngine engine = store.engine()) {
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            assertThatThrownBy(() -> jobs.enqueue(EngineBench.TEXT, "a", JobOptions.queue("no.such-queue")))
                    .isInstanceOf(JobStoreException.class)
                    .hasMessageContaining("headroom_tickets_no_such_queue")
                    .hasMessageContaining("DbSchedulerSchema.queueDdl(" + store.kind + ", ");
            assertThatThrownBy(() -> Worker.on(engine, TextCodec.TEXT)
                            .queue("missing", 1)
                            .start())
                    .isInstanceOf(JobStoreException.class)
                    .hasMessageContaining("headroom_tickets_missing");
            assertThat(store.count("headroom_jobs", "1 = 1")).isZero();
        }
    }

    @Test
    void refusesNamesThatDoNotFit() {
        assertThatThrownBy(() -> DbSchedulerSchema.ddl(DbSchedulerSchema.Kind.H2, "a.b", "a-b"))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("headroom_tickets_a_b");
        assertThatThrownBy(() -> DbSchedulerSchema.ddl(DbSchedulerSchema.Kind.H2, "x".repeat(45)))
                .isInstanceOf(InvalidJobException.class);
        assertThat(DbSchedulerSchema.queueDdl(DbSchedulerSchema.Kind.H2, "x".repeat(44)))
                .contains("headroom_tickets_" + "x".repeat(44));
        try (DbSchedulerEngine engine = store.engine()) {
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            jobs.enqueue(EngineBench.TEXT, "a", JobOptions.queue("reports"));
            assertThatThrownBy(() -> jobs.enqueue(EngineBench.TEXT, "a", JobOptions.queue("Reports")))
                    .isInstanceOf(InvalidJobException.class);
        }
        assertThat(store.execute("delete from headroom_tickets_reports")).isEqualTo(1);
        store.clear();
    }

    @Test
    void followsTheClockOfTheDatabase() {
        StoreClock clock = new StoreClock();
        var tomorrow = Instant.now().plus(Duration.ofDays(1));

        clock.set(tomorrow, System.nanoTime());
        assertThat(clock.now()).isBetween(tomorrow, tomorrow.plusSeconds(60));
        clock.set(Instant.EPOCH, System.nanoTime() - Duration.ofSeconds(5).toNanos());

        assertThat(clock.now()).isAfterOrEqualTo(tomorrow); // the answer took too long to tell the time
    }

    @Test
    void followsTheFirstAnswerOfTheDatabaseHoweverLate() {
        StoreClock clock = new StoreClock();
        var tomorrow = Instant.now().plus(Duration.ofDays(1));

        clock.set(tomorrow, System.nanoTime() - Duration.ofSeconds(5).toNanos());

        assertThat(clock.now()).isBetween(tomorrow, tomorrow.plusSeconds(60)); // this machine's own clock says less
    }
}
