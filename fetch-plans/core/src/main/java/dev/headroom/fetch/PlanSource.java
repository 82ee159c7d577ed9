package dev.headroom.fetch;

import dev.headroom.fetch.internal.statement.Limiting;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * What a plan was made of, to make another of it.
 *
 * @param calls of the builder, in their order
 */
record PlanSource<T>(
        Class<T> root,
        List<Consumer<FetchNode>> calls,
        boolean paged,
        Unplanned unplanned,
        EntityManagerFactory factory) {

    PlanSource<T> and(PlanSource<? super T> other) {
        return new PlanSource<>(
                root,
                Stream.concat(calls.stream(), other.calls().stream()).toList(),
                paged || other.paged(),
                unplanned.compareTo(other.unplanned()) > 0 ? unplanned : other.unplanned(),
                factory);
    }

    FetchPlan<T> build() {
        FetchNode node = new FetchNode();
        calls.forEach(call -> call.accept(node));
        PlanResolver resolver = new PlanResolver(root, paged, factory);
        Level roots = resolver.resolve(node);
        String name = resolver.rootName();
        return new FetchPlan<>(
                this,
                FetchExplanation.of(name, roots, limiting(), resolver.warnings()),
                roots,
                UnplannedPolicy.of(this, name, node.paths(), roots));
    }

    private Limiting limiting() {
        return Limiting.of(factory.unwrap(SessionFactoryImplementor.class)
                .getJdbcServices()
                .getDialect());
    }
}
