package dev.headroom.benchmarks.projection;

import dev.headroom.projection.Projection;
import dev.headroom.projection.ProjectionQuery;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** This library, filtered by text and by criteria: Hibernate keeps the translation of text only. */
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
                                ? read(whole, HeadroomCarts::byText, page, view -> view)
                                : read(withLines, HeadroomCarts::byText, page, CartView.WithLines::view)),
                new Contender(
                        "headroom-criteria",
                        () -> page.notes()
                                ? read(whole, HeadroomCarts::byCriteria, page, view -> view)
                                : read(withLines, HeadroomCarts::byCriteria, page, CartView.WithLines::view)));
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

    private static <V> ProjectionQuery<Cart, V> byText(ProjectionQuery<Cart, V> query) {
        return query.where("e.id > :after", Map.of("after", CartPage.AFTER));
    }

    private static <V> ProjectionQuery<Cart, V> byCriteria(ProjectionQuery<Cart, V> query) {
        return query.where((cart, cb) -> cb.greaterThan(cart.get("id"), CartPage.AFTER));
    }
}
