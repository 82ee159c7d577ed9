package dev.headroom.benchmarks.keyset;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.repository.Repository;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** Spring Data JPA's {@code Window} with a keyset position. */
final class SpringWindowPages implements PageContender {

    private final Readings readings;

    interface Readings extends Repository<Reading, Long>, JpaSpecificationExecutor<Reading> {}

    SpringWindowPages(EntityManagerFactory entityManagers) {
        // As Spring would inject it: without a transaction every query has an entity manager of its own.
        readings = new JpaRepositoryFactory(SharedEntityManagerCreator.createSharedEntityManager(entityManagers))
                .getRepository(Readings.class);
    }

    @Override
    public String name() {
        return "spring-data-window";
    }

    @Override
    public PageCall at(PagePosition position) {
        Sort sort = Sort.by(
                position.order().keys().stream().map(SpringWindowPages::order).toList());
        KeysetScrollPosition start = start(position);
        return () -> readings.findBy(
                        Specification.<Reading>unrestricted(),
                        query -> query.sortBy(sort).limit(PAGE_SIZE).scroll(start))
                .getContent();
    }

    private static Sort.Order order(PageKey key) {
        Sort.Order order = key.ascending() ? Sort.Order.asc(key.path()) : Sort.Order.desc(key.path());
        return switch (key.trait()) {
            case PLAIN -> order;
            case NULLS_LAST -> order.nullsLast();
            case IGNORING_CASE -> order.ignoreCase();
        };
    }

    @SuppressWarnings("NullAway") // Spring declares no nulls in positions, and makes such positions itself
    private static KeysetScrollPosition start(PagePosition position) {
        Reading last = position.last();
        Map<String, @Nullable Object> keys = last == null ? Map.of() : position.attributes(last);
        KeysetScrollPosition forward = ScrollPosition.forward(keys);
        return position.forward() ? forward : forward.backward();
    }
}
