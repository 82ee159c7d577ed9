package dev.headroom.benchmarks.projection;

import dev.headroom.benchmarks.projection.CartView.Line;
import dev.headroom.benchmarks.projection.CartView.Note;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import java.util.List;
import org.hibernate.Hibernate;

/** What Hibernate itself has to read carts. */
final class HibernateCarts {

    private final EntityManagerFactory entityManagers;

    HibernateCarts(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
    }

    List<Contender> lists(CartPage page) {
        return List.of(lazily(page), entityGraph(page));
    }

    private Contender lazily(CartPage page) {
        return new Contender("lazy", () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                List<Cart> carts = query(entityManager, page).getResultList();
                for (Cart cart : carts) {
                    Hibernate.initialize(cart.lines);
                    if (page.notes()) {
                        Hibernate.initialize(cart.notes);
                    }
                }
                return () -> views(carts, page);
            }
        });
    }

    private Contender entityGraph(CartPage page) {
        return new Contender("entity-graph", () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                EntityGraph<Cart> graph = entityManager.createEntityGraph(Cart.class);
                graph.addAttributeNodes("lines");
                if (page.notes()) {
                    graph.addAttributeNodes("notes");
                }
                List<Cart> carts = query(entityManager, page)
                        .setHint("jakarta.persistence.loadgraph", graph)
                        .getResultList();
                return () -> views(carts, page);
            }
        });
    }

    private static TypedQuery<Cart> query(EntityManager entityManager, CartPage page) {
        return entityManager
                .createQuery("from Cart c where c.id > :after order by c.id", Cart.class)
                .setParameter("after", CartPage.AFTER)
                .setMaxResults(page.carts());
    }

    private static List<CartView> views(List<Cart> carts, CartPage page) {
        return carts.stream().map(cart -> view(cart, page)).toList();
    }

    private static CartView view(Cart cart, CartPage page) {
        List<Line> lines = cart.lines.stream()
                .map(line -> new Line(line.id, line.name, line.quantity))
                .toList();
        List<Note> notes = page.notes()
                ? cart.notes.stream().map(note -> new Note(note.id, note.text)).toList()
                : List.of();
        return CartView.sorted(cart.id, cart.title, lines, notes);
    }
}
