package dev.headroom.benchmarks.projection;

import com.blazebit.persistence.CriteriaBuilder;
import com.blazebit.persistence.view.EntityViewSetting;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Blaze-Persistence's entity views, with each of its strategies for collections. */
final class BlazeCarts {

    private final BlazeEntityViews blaze;

    BlazeCarts(BlazeEntityViews blaze) {
        this.blaze = blaze;
    }

    List<Contender> lists(CartPage page) {
        return page.notes()
                ? List.of(
                        list("blaze-select", BlazeCartViews.SelectedWithNotes.class, page),
                        list("blaze-subselect", BlazeCartViews.SubselectedWithNotes.class, page),
                        list("blaze-multiset", BlazeCartViews.NestedWithNotes.class, page))
                : List.of(
                        list("blaze-select", BlazeCartViews.Selected.class, page),
                        list("blaze-subselect", BlazeCartViews.Subselected.class, page),
                        list("blaze-multiset", BlazeCartViews.Nested.class, page));
    }

    private <V extends BlazeCartViews.View> Contender list(String name, Class<V> view, CartPage page) {
        EntityViewSetting<V, CriteriaBuilder<V>> setting = EntityViewSetting.create(view);
        return new Contender(name, () -> {
            try (EntityManager entityManager = blaze.createEntityManager()) {
                CriteriaBuilder<Cart> query = blaze.from(entityManager, Cart.class, "c")
                        .where("c.id")
                        .gt(CartPage.AFTER)
                        .orderByAsc("c.id")
                        .setMaxResults(page.carts());
                List<V> views = blaze.views(setting, query);
                return () -> views.stream().map(BlazeCartViews.View::view).toList();
            }
        });
    }
}
