package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobId;
import dev.headroom.testsupport.EachDatabase;
import java.sql.Connection;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A connection that commits each statement by itself is in no transaction that a job could join, or an attempt be proven in. */
@EachDatabase
class NoTransactionTest {

    @Parameter
    TestStore store;

    @BeforeEach
    void clear() {
        store.clear();
    }

    @Test
    void nothingIsEnqueuedInATransactionThatHasNotBegun() throws Exception {
        try (DbSchedulerEngine engine = store.engine();
                Connection connection = store.dataSource.getConnection()) {
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            assertThatThrownBy(() -> jobs.in(connection).enqueue(EngineBench.TEXT, "a"))
                    .isInstanceOf(InvalidJobException.class)
                    .hasMessageContaining("is in no transaction");
        }
        assertThat(store.count("headroom_jobs", "1 = 1")).isZero();
    }

    @Test
    void noAttemptIsProvenInATransactionThatHasNotBegun() throws Exception {
        Claim claim = new Claim(new JobId(new UUID(0, 1)), "default", 1);
        try (DbSchedulerEngine engine = store.engine();
                Connection connection = store.dataSource.getConnection()) {
            assertThatThrownBy(() -> engine.store().fence(claim, StoreTransaction.of(connection))).isInstanceOf(InvalidJobException.class);
        }
    }
}
