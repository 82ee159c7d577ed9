package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Bank.Loan;
import dev.headroom.retry.Outcome.Gone;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.PitfallsTest.CachedAccount;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.MapRegions;
import dev.headroom.testsupport.RecordedStatement;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That rows whose patches have the same form are sent together, and nothing else is. */
@EachDatabase
class JdbcBatchesTest {

    @Parameter
    Bank bank;

    private List<Object> accounts(long from, long to) {
        List<Object> ids = new ArrayList<>();
        LongStream.range(from, to).forEach(id -> ids.add(bank.account(id).id));
        return ids;
    }

    private Map<Object, Outcome> update(
            List<Object> ids, BiFunction<Account, Patch<Account>, Patch<Account>> function) {
        return bank.updates().updateAll(Account.class, ids).compute(function);
    }

    private List<Integer> sizes() {
        return bank.statements.statements().stream()
                .filter(statement -> !statement.sql().startsWith("select"))
                .map(RecordedStatement::batchSize)
                .toList();
    }

    @Test
    void sendsAHundredAtOnce() {
        List<Object> ids = accounts(1_000, 1_250);

        Map<Object, Outcome> outcomes = update(ids, (account, patch) -> patch.set("balance", account.id.intValue()));

        assertThat(sizes()).containsExactly(100, 100, 50);
        assertThat(bank.statements.statements())
                .as("each of the three was read")
                .hasSize(6);
        assertThat(outcomes)
                .hasSize(250)
                .allSatisfy((id, outcome) -> assertThat(outcome).isEqualTo(new Updated(1, 1, 1, Set.of())));
        assertThat(ids)
                .allSatisfy(id -> assertThat(bank.find((Long) id).balance).isEqualTo(((Long) id).intValue()));
    }

    @Test
    void keepsTheOrderOfTheRows() {
        List<Object> ids = accounts(2_000, 2_008);
        bank.write(em -> em.find(Account.class, 2_005L).note = "an old note");
        bank.statements.clear();

        update(ids, (account, patch) -> switch (account.id.intValue() % 10) {
            case 0, 1, 4 -> patch.add("balance", 1);
            case 2, 3 -> patch.set("note", "a note");
            case 5 -> patch.set("note", null);
            default -> patch.delete();
        });

        assertThat(sizes()).containsExactly(2, 2, 1, 1, 2);
        assertThat(bank.writes())
                .extracting(sql -> sql.replaceAll("(?s) where.*", ""))
                .containsExactly(
                        "update Account set version = ?, balance = balance + ?",
                        "update Account set version = ?, note = ?",
                        "update Account set version = ?, balance = balance + ?",
                        "update Account set version = ?, note = null",
                        "delete from Account");
    }

    @Test
    void tellsWinnersFromLosers() {
        List<Object> ids = accounts(3_000, 3_005);

        Map<Object, Outcome> outcomes = update(ids, (account, patch) -> {
            if (account.id == 3_002 && account.visits == 0) {
                bank.write(em -> em.find(Account.class, account.id).visits = 1);
            }
            if (account.id == 3_003) {
                bank.write(em ->
                        em.createQuery("delete Account a where a.id = 3003").executeUpdate());
            }
            return account.id == 3_004 ? patch.forceIncrement() : patch.add("balance", 1);
        });

        assertThat(outcomes)
                .containsExactly(
                        Map.entry(3_000L, new Updated(1, 1, 1, Set.of())),
                        Map.entry(3_001L, new Updated(1, 1, 1, Set.of())),
                        Map.entry(3_002L, new Updated(2, 2, 2, Set.of())),
                        Map.entry(3_003L, new Gone()),
                        Map.entry(3_004L, new Updated(1, 1, 1, Set.of())));
        assertThat(bank.find(3_002)).returns(1, account -> account.balance).returns(2, account -> account.version);
    }

    @Test
    void deletesTogether() {
        List<Object> ids = accounts(4_000, 4_003);

        Map<Object, Outcome> outcomes = update(ids, (account, patch) -> {
            if (account.id == 4_001 && account.visits == 0) {
                bank.write(em -> em.find(Account.class, account.id).visits = 1);
            }
            return account.visits == 0 ? patch.delete() : patch;
        });

        assertThat(outcomes)
                .containsExactly(
                        Map.entry(4_000L, new Updated(null, 1, 1, Set.of())),
                        Map.entry(4_001L, new Outcome.Unchanged(1)),
                        Map.entry(4_002L, new Updated(null, 1, 1, Set.of())));
        List<Long> left =
                bank.read(em -> em.createQuery("select id from Account where id between 4000 and 4002", Long.class)
                        .getResultList());
        assertThat(left).containsExactly(4_001L);
    }

    @Test
    void sendsMoreThanOneStatementByItself() {
        List<Object> ids = accounts(5_000, 5_005);

        update(
                ids,
                (account, patch) -> account.id == 5_002
                        ? patch.add("balance", 1)
                                .then(em -> em.createQuery("update Booking b set b.amount = 1")
                                        .executeUpdate())
                        : patch.add("balance", 1));

        assertThat(sizes()).as("two, one, its booking, two").containsExactly(2, 1, 1, 2);
        assertThat(bank.find(5_004).balance).isOne();
    }

    @Test
    void sendsEntitiesInTwoTablesByThemselves() {
        List<Object> ids = List.of(6_000L, 6_001L);
        bank.write(em -> ids.forEach(id -> {
            Loan created = new Loan();
            created.id = (Long) id;
            em.persist(created);
        }));

        Map<Object, Outcome> outcomes = bank.updates()
                .updateAll(Loan.class, ids)
                .compute((read, patch) -> patch.set("pages", 3).set("rate", 4));

        assertThat(outcomes.values()).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Updated.class));
        Loan loan = bank.read(em -> em.find(Loan.class, 6_001L));
        assertThat(loan).returns(3, after -> after.pages).returns(4, after -> after.rate);
    }

    @Test
    void makesTheSecondLevelCacheForget() {
        try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("cached")
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, bank.database.dataSource())
                .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                .property(CacheSettings.USE_SECOND_LEVEL_CACHE, true)
                .property(CacheSettings.CACHE_REGION_FACTORY, MapRegions.class)
                .managedClass(CachedAccount.class)
                .createEntityManagerFactory()) {
            factory.runInTransaction(em -> {
                for (long id = 1; id <= 2; id++) {
                    CachedAccount account = new CachedAccount();
                    account.id = id;
                    em.persist(account);
                }
            });
            factory.runInTransaction(em -> em.find(CachedAccount.class, 2L));

            VersionedUpdates.of(factory)
                    .build()
                    .updateAll(CachedAccount.class, List.of(1L, 2L))
                    .compute((read, patch) -> patch.set("visits", 6));

            factory.runInTransaction(
                    em -> assertThat(em.find(CachedAccount.class, 2L).visits).isEqualTo(6));
        }
    }

    @Test
    void rebasesLosers() {
        List<Object> ids = accounts(7_000, 7_004);
        List<Long> computed = new ArrayList<>();

        Map<Object, Outcome> outcomes = bank.updates()
                .updateAll(Account.class, ids)
                .dependsOn("status")
                .compute((account, patch) -> {
                    computed.add(account.id);
                    if (account.version == 0 && account.id != 7_000) {
                        bank.write(em -> disturb(em.find(Account.class, account.id)));
                    }
                    return account.id == 7_003 ? patch.set("visits", 7) : patch.add("balance", 1);
                });

        assertThat(outcomes)
                .containsExactly(
                        Map.entry(7_000L, new Updated(1, 1, 1, Set.of())),
                        Map.entry(7_001L, new Updated(2, 2, 1, Set.of("visits"))),
                        Map.entry(7_002L, new Updated(2, 2, 2, Set.of())),
                        Map.entry(7_003L, new Updated(2, 2, 2, Set.of())));
        assertThat(computed).containsExactly(7_000L, 7_001L, 7_002L, 7_003L, 7_002L, 7_003L);
        assertThat(bank.find(7_001)).returns(1, account -> account.balance).returns(1, account -> account.visits);
    }

    /** What one is computed from, what nobody looks at, and what another's patch overwrites. */
    private static void disturb(Account account) {
        if (account.id == 7_002) {
            account.status = Bank.Status.CLOSED;
        } else {
            account.visits = 1;
        }
    }
}
