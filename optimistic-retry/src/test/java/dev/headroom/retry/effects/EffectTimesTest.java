package dev.headroom.retry.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.retry.Bank;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Leases are by the clock of the database, in whatever zone its sessions are. */
@EachDatabase
class EffectTimesTest {

    @Parameter
    Store store;

    static final class Store extends RecordedStore {
        Store(Database database) {
            super(database, Bank.Counter.class);
            write(em -> EffectTables.statements(kind)
                    .forEach(sql -> em.createNativeQuery(sql).executeUpdate()));
        }

        long lease() {
            return read(em -> ((Number) em.createNativeQuery("select max(lease_until) from headroom_effect")
                            .getSingleResult())
                    .longValue());
        }
    }

    @Test
    void theDatabaseTellsTheTime() {
        EffectLog effects = EffectLog.of(store.entityManagers).build();
        long[] leased = new long[1];
        store.statements.clear();
        effects.forKey("a").once("mail", key -> {
            leased[0] = store.lease();
            return "sent";
        });
        assertThat(leased[0] - System.currentTimeMillis())
                .isCloseTo(
                        Duration.ofMinutes(1).toMillis(),
                        within(Duration.ofSeconds(30).toMillis()));
        String now = store.kind == DatabaseKind.MARIADB ? "utc_timestamp" : "extract(epoch from";
        assertThat(store.statements.statements())
                .filteredOn(statement -> statement.sql().startsWith("insert"))
                .allSatisfy(statement -> assertThat(statement.sql()).contains(now));
        assertThat(effects.prune(Duration.ofMinutes(1))).isZero();
    }
}
