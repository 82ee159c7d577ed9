package dev.headroom.keyset.spring;

import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetQuery;
import dev.headroom.keyset.KeysetRequest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/**
 * One for each repository; named in {@code META-INF/spring.factories}.
 *
 * <p>The keyset's entity decides which factory is used, so that an application with several persistence units gets the
 * right one. Spring Data's {@code JpaContext} would be the shorter way, and does not know a factory that is a plain bean.
 *
 * <p>The repository's own proxy gives it its transactions. As infrastructure it gets no second proxy for the annotation of
 * its interface, which Spring Boot would make as a subclass.
 */
final class KeysetRepositoryFragment<T> implements KeysetRepository<T>, AopInfrastructureBean {

    private final ObjectProvider<EntityManagerFactory> factories;
    private final Map<Class<?>, EntityManager> byEntity = new ConcurrentHashMap<>();

    KeysetRepositoryFragment(ObjectProvider<EntityManagerFactory> factories) {
        this.factories = factories;
    }

    @Override
    public KeysetPage<T> page(Keyset<T> keyset, KeysetRequest request) {
        return query(keyset).page(request);
    }

    @Override
    public KeysetPage<T> page(Keyset<T> keyset, KeysetRequest request, Specification<T> filter) {
        return query(keyset).where(KeysetFilters.of(filter)).page(request);
    }

    @Override
    public <R> R query(Keyset<T> keyset, Function<KeysetQuery<T, T>, R> reading) {
        return reading.apply(query(keyset));
    }

    private KeysetQuery<T, T> query(Keyset<T> keyset) {
        return keyset.query(byEntity.computeIfAbsent(keyset.entity(), this::entityManagerOf));
    }

    private EntityManager entityManagerOf(Class<?> entity) {
        List<EntityManagerFactory> mapping = factories.stream()
                .filter(factory ->
                        factory.getMetamodel().getEntities().stream().anyMatch(type -> type.getJavaType() == entity))
                .toList();
        if (mapping.size() != 1) {
            throw new IllegalStateException(entity.getSimpleName() + " is mapped by " + mapping.size()
                    + " EntityManagerFactory beans, and not by one: read its pages with Keyset.query and the"
                    + " EntityManager of your choice.");
        }
        return SharedEntityManagerCreator.createSharedEntityManager(mapping.get(0));
    }
}
