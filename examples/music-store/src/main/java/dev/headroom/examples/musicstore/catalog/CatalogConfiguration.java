package dev.headroom.examples.musicstore.catalog;

import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.SortKey;
import dev.headroom.keyset.spring.KeysetOrders;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The orders that tracks are paged in. Each ends in the id; {@code V2__orders.sql} has their indexes. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    private final EntityManagerFactory entityManagerFactory;
    private final CursorCodec cursors;

    CatalogConfiguration(EntityManagerFactory entityManagerFactory, CursorCodec cursors) {
        this.entityManagerFactory = entityManagerFactory;
        this.cursors = cursors;
    }

    /** The order by album goes through another table, and no index spans two: see what it costs at the ends of the list. */
    @Bean
    KeysetOrders<Track> trackOrders() {
        SortKey name = SortKey.asc("name").ignoreCase();
        SortKey composer = SortKey.asc("composer").ignoreCase();
        return KeysetOrders.of("name", order(name))
                .and("composer", order(composer.nullsLast(), name))
                .and("composer-missing", order(composer.nullsFirst(), name))
                .and("price", order(SortKey.desc("unitPrice"), name))
                .and("length", order(SortKey.desc("milliseconds")))
                .and("newest", order(SortKey.desc("id")))
                .and("album", order(SortKey.asc("album.title").ignoreCase().nullsLast()));
    }

    private Keyset<Track> order(SortKey... keys) {
        return Keyset.of(Track.class, keys).cursors(cursors).maxPageSize(200).build(entityManagerFactory);
    }
}
