package dev.headroom.benchmarks.projection;

import com.blazebit.persistence.CriteriaBuilder;
import com.blazebit.persistence.view.EntityViewSetting;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Blaze-Persistence's entity views. */
final class BlazeProducts {

    private final BlazeEntityViews blaze;

    BlazeProducts(BlazeEntityViews blaze) {
        this.blaze = blaze;
    }

    Contender list(ProductShape<?> shape, int rows) {
        return list(shape.view(), rows);
    }

    private <V extends ProductView> Contender list(Class<V> view, int rows) {
        EntityViewSetting<V, CriteriaBuilder<V>> setting = EntityViewSetting.create(view);
        return new Contender("blaze-views", () -> {
            try (EntityManager entityManager = blaze.createEntityManager()) {
                CriteriaBuilder<Product> query = blaze.from(entityManager, Product.class, "p")
                        .where("p.id")
                        .gt(ProductTable.AFTER)
                        .orderByAsc("p.id")
                        .setMaxResults(rows);
                List<V> views = blaze.views(setting, query);
                return () -> views.stream().map(ProductView::record).toList();
            }
        });
    }
}
