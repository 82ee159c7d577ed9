package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Bank.Booking;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordedStatement;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That a driver may tell the update counts of a batch or not, and that what is not told is not guessed. */
@EachDatabase
class BatchCountsTest {

    @Parameter
    Bank bank;

    private List<Object> accounts(long from) {
        List<Object> ids = new ArrayList<>();
        LongStream.range(from, from + 5).forEach(id -> ids.add(bank.account(id).id));
        return ids;
    }

    /** The third meets another once. */
    private void updateAll(VersionedUpdates updates, List<Object> ids) {
        Map<Object, Outcome> outcomes = updates.updateAll(Account.class, ids).compute((account, patch) -> {
            if (account.id.equals(ids.get(2)) && account.visits == 0) {
                bank.write(em -> em.find(Account.class, account.id).visits = 1);
            }
            return patch.add("balance", 1);
        });
        assertThat(outcomes.values())
                .containsExactly(
                        new Updated(1, 1, 1, Set.of()),
                        new Updated(1, 1, 1, Set.of()),
                        new Updated(2, 2, 2, Set.of()),
                        new Updated(1, 1, 1, Set.of()),
                        new Updated(1, 1, 1, Set.of()));
        assertThat(ids)
                .allSatisfy(id -> assertThat(bank.find((Long) id).balance).isOne());
    }

    @Test
    void goesOneByOneWhereTheyAreNotTold() {
        RecordingDataSource statements = new RecordingDataSource(UntoldCounts.of(bank.database.dataSource()));
        try (EntityManagerFactory factory = EntityManagerFactories.open(statements, Account.class, Booking.class)) {
            VersionedUpdates updates = VersionedUpdates.of(factory).build();
            updateAll(updates, accounts(100));
            assertThat(sizes(statements))
                    .as("five in vain, each, and the loser")
                    .containsExactly(5, 1, 1, 1, 1, 1, 1);

            statements.clear();
            updateAll(updates, accounts(200));
            assertThat(sizes(statements)).as("never again").containsExactly(1, 1, 1, 1, 1, 1);
        }
    }

    private static List<Integer> sizes(RecordingDataSource statements) {
        return statements.statements().stream()
                .filter(statement -> statement.sql().startsWith("update"))
                .map(RecordedStatement::batchSize)
                .toList();
    }

    /** Options that make drivers send batches in another way. */
    @Test
    void isTrueWhateverTheDriverDoes() {
        String option = switch (bank.kind) {
            case POSTGRESQL -> "?reWriteBatchedInserts=true";
            case MARIADB -> "?useBulkStmts=true";
            default -> "";
        };
        var configuration = new HibernatePersistenceConfiguration("drivers")
                .property(JdbcSettings.JAKARTA_JDBC_URL, bank.database.url() + option)
                .property(JdbcSettings.JAKARTA_JDBC_USER, bank.database.user())
                .property(JdbcSettings.JAKARTA_JDBC_PASSWORD, bank.database.password())
                .managedClass(Account.class)
                .managedClass(Booking.class);
        try (EntityManagerFactory factory = configuration.createEntityManagerFactory()) {
            VersionedUpdates updates = VersionedUpdates.of(factory).build();
            updateAll(updates, accounts(300));
            assertThat(updates.avoidsBatches())
                    .as("MariaDB 11.4 counts a bulk as a whole")
                    .isEqualTo(bank.kind == DatabaseKind.MARIADB);
        }
    }
}
