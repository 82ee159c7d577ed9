package dev.headroom.keyset.spring;

import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetQuery;
import dev.headroom.keyset.KeysetRequest;
import java.util.function.Function;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaContext;
import org.springframework.data.repository.core.RepositoryMethodContext;
import org.springframework.data.repository.core.support.RepositoryMetadataAccess;

/**
 * One for each repository; named in {@code META-INF/spring.factories}.
 *
 * <p>The entity decides which {@code EntityManager} is used, so that an application with several persistence units gets
 * the right one. To know the entity, the fragment asks for the repository's metadata by its marker interface.
 */
final class KeysetRepositoryFragment<T> implements KeysetRepository<T>, RepositoryMetadataAccess {

    private final JpaContext context;

    KeysetRepositoryFragment(JpaContext context) {
        this.context = context;
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
        Class<?> entity = RepositoryMethodContext.getContext().getMetadata().getDomainType();
        return keyset.query(context.getEntityManagerByManagedType(entity));
    }
}
