package dev.headroom.examples.musicstore.sales;

import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.SortKey;
import dev.headroom.keyset.spring.KeysetOrders;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The orders that invoice lines are paged in. Each ends in the id; {@code V2__orders.sql} has their indexes. */
@Configuration(proxyBeanMethods = false)
class SalesConfiguration {

    private final EntityManagerFactory entityManagerFactory;
    private final CursorCodec cursors;

    SalesConfiguration(EntityManagerFactory entityManagerFactory, CursorCodec cursors) {
        this.entityManagerFactory = entityManagerFactory;
        this.cursors = cursors;
    }

    /** The orders by date and by track go through another table: an index of each table serves them, but none spans both. */
    @Bean
    KeysetOrders<InvoiceLine> invoiceLineOrders() {
        return KeysetOrders.of("price", order(SortKey.desc("unitPrice")))
                .and("invoice", order(SortKey.desc("invoice.id"), SortKey.desc("unitPrice"), SortKey.asc("id")))
                .and("oldest", order(SortKey.asc("id")))
                .and("date", order(SortKey.desc("invoice.invoiceDate")))
                .and("track", order(SortKey.asc("track.name").ignoreCase(), SortKey.desc("id")));
    }

    private Keyset<InvoiceLine> order(SortKey... keys) {
        return Keyset.of(InvoiceLine.class, keys)
                .cursors(cursors)
                .maxPageSize(200)
                .build(entityManagerFactory);
    }
}
