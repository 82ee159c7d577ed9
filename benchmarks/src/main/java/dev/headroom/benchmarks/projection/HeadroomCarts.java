package dev.headroom.benchmarks.projection;

import dev.headroom.projection.Projection;
import dev.headroom.projection.ProjectionQuery;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** This library, with the filter of all others, and without: all rows are behind it. */
final class HeadroomCarts {

    private final EntityManagerFactory entityManagers;
    private final Projection<Cart, CartView.WithLines> withLines;
    private final Projection<Cart, CartView> whole;

    HeadroomCarts(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
        withLines = Projection.of(Cart.class, CartView.WithLines.class).build(entityManagers);
        whole = Projection.of(Cart.class, CartView.class).build(entityManagers);
    }

    List<Contender> lists(CartPage page) {
        return List.of(
                new Contender(
                        "headroom",
                        () -> page.notes()
                                ? read(whole, HeadroomCarts::filtered, page, view -> view)
                                : read(withLines, HeadroomCarts::filtered, page, CartView.WithLines::view)),
                new Contender(
                        "headroom-unfiltered",
                        () -> page.notes()
                                ? read(whole, query -> query, page, view -> view)
                                : read(withLines, query -> query, page, CartView.WithLines::view)));
    }

    private <V> Contender.Answer read(
            Projection<Cart, V> projection,
            UnaryOperator<ProjectionQuery<Cart, V>> filter,
            CartPage page,
            Function<V, CartView> view) {
        try (EntityManager entityManager = entityManagers.createEntityManager()) {
            List<V> records = filter.apply(projection.query(entityManager))
                    .orderBy("id")
                    .limit(page.carts())
                    .list();
            return () -> records.stream().map(view).toList();
        }
    }

    private static <V> ProjectionQuery<Cart, V> filtered(ProjectionQuery<Cart, V> query) {
        return query.where((cart, cb) -> cb.greaterThan(cart.get("id"), CartPage.AFTER));
    }
}
