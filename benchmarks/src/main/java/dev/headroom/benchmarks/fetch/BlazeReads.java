package dev.headroom.benchmarks.fetch;

import com.blazebit.persistence.Criteria;
import com.blazebit.persistence.CriteriaBuilder;
import com.blazebit.persistence.CriteriaBuilderFactory;
import com.blazebit.persistence.view.EntityViewManager;
import com.blazebit.persistence.view.EntityViewSetting;
import com.blazebit.persistence.view.EntityViews;
import com.blazebit.persistence.view.spi.EntityViewConfiguration;
import dev.headroom.benchmarks.fetch.BlazeViews.PurchaseView;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;

/** Blaze-Persistence's entity views, with one of its strategies for collections. They are no entities. */
final class BlazeReads implements GraphContender {

    private final String name;
    private final EntityManagerFactory entityManagers;
    private final Class<? extends PurchaseView> view;
    private final Class<? extends PurchaseView> viewWithProducts;
    private final CriteriaBuilderFactory criteria;
    private final EntityViewManager views;

    private BlazeReads(
            String name,
            EntityManagerFactory entityManagers,
            Class<? extends PurchaseView> view,
            Class<? extends PurchaseView> viewWithProducts) {
        this.name = name;
        this.entityManagers = entityManagers;
        this.view = view;
        this.viewWithProducts = viewWithProducts;
        this.criteria = Criteria.getDefault().createCriteriaBuilderFactory(entityManagers);
        this.views = views(criteria, view, viewWithProducts);
    }

    static List<GraphContender> all(EntityManagerFactory entityManagers) {
        return List.of(
                new BlazeReads(
                        "blaze-select",
                        entityManagers,
                        BlazeViews.Selected.class,
                        BlazeViews.SelectedWithProducts.class),
                new BlazeReads(
                        "blaze-subselect",
                        entityManagers,
                        BlazeViews.Subselected.class,
                        BlazeViews.SubselectedWithProducts.class),
                new BlazeReads(
                        "blaze-multiset",
                        entityManagers,
                        BlazeViews.Nested.class,
                        BlazeViews.NestedWithProducts.class));
    }

    private static EntityViewManager views(CriteriaBuilderFactory criteria, Class<?>... roots) {
        EntityViewConfiguration configuration = EntityViews.createDefaultConfiguration();
        for (Class<?> root : roots) {
            configuration.addEntityView(root);
        }
        configuration.addEntityView(BlazeViews.CustomerView.class);
        configuration.addEntityView(BlazeViews.CountryView.class);
        configuration.addEntityView(BlazeViews.ItemView.class);
        configuration.addEntityView(BlazeViews.ProductItemView.class);
        configuration.addEntityView(BlazeViews.ProductView.class);
        configuration.addEntityView(BlazeViews.CategoryView.class);
        configuration.addEntityView(BlazeViews.ShipmentView.class);
        return configuration.createEntityViewManager(criteria);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public GraphCall at(PurchasePage page) {
        Class<? extends PurchaseView> type = page.load().products() ? viewWithProducts : view;
        return call(type, page);
    }

    private <V extends PurchaseView> GraphCall call(Class<V> type, PurchasePage page) {
        EntityViewSetting<V, CriteriaBuilder<V>> setting = EntityViewSetting.create(type);
        return () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                CriteriaBuilder<Purchase> query = criteria.create(entityManager, Purchase.class, "p")
                        .where("p.id")
                        .gt(page.after())
                        .orderByAsc("p.id")
                        .setMaxResults(PurchasePage.SIZE);
                List<V> found = views.applySetting(setting, query).getResultList();
                return () -> found.stream().map(PurchaseView::graph).toList();
            }
        };
    }
}
