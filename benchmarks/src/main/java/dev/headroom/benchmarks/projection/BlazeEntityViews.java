package dev.headroom.benchmarks.projection;

import com.blazebit.persistence.Criteria;
import com.blazebit.persistence.CriteriaBuilder;
import com.blazebit.persistence.CriteriaBuilderFactory;
import com.blazebit.persistence.view.EntityViewManager;
import com.blazebit.persistence.view.EntityViewSetting;
import com.blazebit.persistence.view.EntityViews;
import com.blazebit.persistence.view.spi.EntityViewConfiguration;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;

/** Blaze-Persistence with all views of this package. */
final class BlazeEntityViews {

    private final EntityManagerFactory entityManagers;
    private final CriteriaBuilderFactory criteria;
    private final EntityViewManager manager;

    BlazeEntityViews(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
        criteria = Criteria.getDefault().createCriteriaBuilderFactory(entityManagers);
        EntityViewConfiguration configuration = EntityViews.createDefaultConfiguration();
        configuration.addEntityView(ProductItemView.class);
        configuration.addEntityView(ProductSheetView.class);
        BlazeCartViews.ALL.forEach(configuration::addEntityView);
        manager = configuration.createEntityViewManager(criteria);
    }

    EntityManager createEntityManager() {
        return entityManagers.createEntityManager();
    }

    <E> CriteriaBuilder<E> from(EntityManager entityManager, Class<E> entity, String alias) {
        return criteria.create(entityManager, entity, alias);
    }

    <V> List<V> views(EntityViewSetting<V, CriteriaBuilder<V>> setting, CriteriaBuilder<?> query) {
        return manager.applySetting(setting, query).getResultList();
    }
}
