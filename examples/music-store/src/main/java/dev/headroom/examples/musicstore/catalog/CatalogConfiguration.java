package dev.headroom.examples.musicstore.catalog;

import dev.headroom.examples.musicstore.web.PageQuery;
import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.SortKey;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The order that tracks are paged in. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    /** By name, and by id where names are equal; the index {@code track_by_name} has the same keys. */
    @Bean
    Keyset<Track> tracksByName(EntityManagerFactory entityManagerFactory, CursorCodec cursors) {
        return Keyset.of(Track.class, SortKey.asc("name"))
                .cursors(cursors)
                .maxPageSize(PageQuery.MAX_SIZE)
                .build(entityManagerFactory);
    }
}
