package dev.headroom.benchmarks.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.FetchPlan;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.SortKey;
import dev.headroom.keyset.cursor.CursorCodecs;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordingDataSource;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keyset pages and fetch plans know nothing of each other, and fit all the same. */
@ExtendWith(ServersExtension.class)
class KeysetPageOfAPlanTest {

    @Test
    void loadsAPageByKeysetAsAPlanSays(Servers servers) throws Exception {
        RecordingDataSource statements = new RecordingDataSource(
                servers.database(DatabaseKind.POSTGRESQL).dataSource());
        new GraphTables(statements, new GraphShape(Load.COLLECTIONS, 5, 2, 100), 30);
        try (EntityManagerFactory factory = EntityManagerFactories.open(statements, GraphContenders.ENTITIES);
                EntityManager entityManager = factory.createEntityManager()) {
            Keyset<Purchase> newest = Keyset.of(Purchase.class, SortKey.desc("id"))
                    .cursors(CursorCodecs.signed(new byte[32]))
                    .build(factory);
            FetchPlan<Purchase> plan = FetchPlan.of(Purchase.class)
                    .fetch("customer.country", "items.product")
                    .build(factory);
            statements.clear();
            KeysetPage<Purchase> page =
                    newest.query(entityManager).loading(plan::load).page(KeysetRequest.first(10));

            assertThat(page.content()).hasSize(10).allMatch(KeysetPageOfAPlanTest::isLoaded);
            assertThat(statements.statements()).hasSize(1 + plan.explain().loadStatements());
        }
    }

    private static boolean isLoaded(Purchase purchase) {
        return Hibernate.isInitialized(purchase.getCustomer().getCountry())
                && purchase.getItems().size() == 5
                && purchase.getItems().stream().allMatch(item -> Hibernate.isInitialized(item.getProduct()));
    }
}
