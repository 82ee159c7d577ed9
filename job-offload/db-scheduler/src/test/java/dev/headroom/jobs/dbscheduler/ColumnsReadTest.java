package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordingDataSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Who asks where jobs are does not read what they carry, which may be large. */
@EachDatabase
class ColumnsReadTest {

    @Parameter
    TestStore store;

    @Test
    void readsNoPayloadForAStatus() throws Exception {
        store.clear();
        RecordingDataSource recorded = new RecordingDataSource(store.dataSource);
        try (DbSchedulerEngine engine =
                TestStore.builder(recorded).search(Duration.ofHours(1)).build()) {
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            JobId id = jobs.enqueue(EngineBench.TEXT, "a").id();
            recorded.clear();

            assertThat(jobs.list(JobQuery.all())).hasSize(1);
            assertThat(jobs.status(id)).isPresent();
            assertThat(jobs.await(id, Duration.ofMillis(50))).isPresent();
            jobs.cancel(id);
            assertThat(jobs.redrive(JobQuery.all())).isZero();

            assertThat(read(recorded))
                    .isNotEmpty()
                    .allSatisfy(sql -> assertThat(sql)
                            .doesNotContain("payload")
                            .doesNotContain("result")
                            .doesNotContain("context")
                            .doesNotContain("*,"));
        }
    }

    private static List<String> read(RecordingDataSource recorded) {
        return recorded.statements().stream()
                .map(statement -> statement.sql())
                .filter(sql -> sql.startsWith("select") && sql.contains("headroom_jobs"))
                .toList();
    }
}
