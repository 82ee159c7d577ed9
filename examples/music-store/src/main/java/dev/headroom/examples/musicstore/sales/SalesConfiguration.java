package dev.headroom.examples.musicstore.sales;

import dev.headroom.examples.musicstore.web.PageQuery;
import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.SortKey;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The order that invoice lines are paged in. */
@Configuration(proxyBeanMethods = false)
class SalesConfiguration {

    /**
     * By price and id, both downward. There are two prices only, so nearly all rows are equal but for their ids. The
     * index {@code invoice_line_by_price} has the same keys and is read backward.
     */
    @Bean
    Keyset<InvoiceLine> invoiceLinesByPrice(EntityManagerFactory entityManagerFactory, CursorCodec cursors) {
        return Keyset.of(InvoiceLine.class, SortKey.desc("unitPrice"))
                .cursors(cursors)
                .maxPageSize(PageQuery.MAX_SIZE)
                .build(entityManagerFactory);
    }
}
