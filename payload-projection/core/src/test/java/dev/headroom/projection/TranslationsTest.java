package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.projection.Keyed.ByPlace;
import dev.headroom.projection.Keyed.ByUuid;
import dev.headroom.projection.Keyed.Place;
import dev.headroom.projection.Keyed.PlacePart;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That Hibernate translates a statement once, however many owners it is for. */
@EachDatabase
class TranslationsTest {

    @Parameter
    Keyed keyed;

    @BeforeParameterizedClassInvocation
    static void fill(Keyed keyed) {
        keyed.fill();
    }

    record UuidItem(UUID id, Set<String> words) {}

    record PlaceItem(Place id, Set<String> words, List<Part> parts) {
        record Part(long id) {}
    }

    record PartItem(long id, Owner owner) {
        record Owner(Set<String> words) {}
    }

    @Test
    void keepsThemForIdsOfOneColumn() {
        translatesOnce(Projection.of(ByUuid.class, UuidItem.class).build(keyed.entityManagers), "id");
    }

    @Test
    void keepsThemForIdsOfSeveralColumns() {
        translatesOnce(Projection.of(ByPlace.class, PlaceItem.class).build(keyed.entityManagers), "id.position");
    }

    @Test
    void keepsThemForCollectionsOfParts() {
        translatesOnce(Projection.of(PlacePart.class, PartItem.class).build(keyed.entityManagers), "id");
    }

    private void translatesOnce(Projection<?, ?> projection, String order) {
        Statistics statistics =
                keyed.entityManagers.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        for (int owners = 1; owners <= 3; owners++) {
            List<?> first = list(projection, order, owners);
            statistics.clear();
            keyed.statements.clear();

            assertThat(list(projection, order, owners)).isEqualTo(first).hasSize(owners);
            assertThat(statistics.getQueryPlanCacheMissCount()).isZero();
            // One for the meaning of the text, one for the SQL.
            assertThat(statistics.getQueryPlanCacheHitCount())
                    .isEqualTo(2L * keyed.statements.statements().size());
        }
    }

    private List<?> list(Projection<?, ?> projection, String order, int owners) {
        return keyed.read(
                em -> projection.query(em).orderBy(order).limit(owners).list());
    }
}
