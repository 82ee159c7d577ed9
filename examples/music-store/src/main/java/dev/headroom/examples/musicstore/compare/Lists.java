package dev.headroom.examples.musicstore.compare;

import dev.headroom.examples.musicstore.catalog.Track;
import dev.headroom.examples.musicstore.sales.InvoiceLine;
import dev.headroom.keyset.spring.KeysetOrders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be compared: each order as a keyset, and what {@code OFFSET} has to be told for the same order. */
@Configuration(proxyBeanMethods = false)
class Lists {

    @Bean
    ComparedList<InvoiceLine> comparedInvoiceLines(KeysetOrders<InvoiceLine> orders) {
        String from = "select l from InvoiceLine l ";
        return ComparedList.of(InvoiceLine.class, orders)
                .offset("price", from + "order by l.unitPrice desc, l.id desc")
                .offset("invoice", from + "order by l.invoice.id desc, l.unitPrice desc, l.id")
                .offset("oldest", from + "order by l.id")
                .offset("date", from + "join l.invoice i order by i.invoiceDate desc, l.id desc")
                .offset("track", from + "join l.track t order by lower(t.name), l.id desc");
    }

    @Bean
    ComparedList<Track> comparedTracks(KeysetOrders<Track> orders) {
        String from = "select t from Track t ";
        return ComparedList.of(Track.class, orders)
                .offset("name", from + "order by lower(t.name), t.id")
                .offset("composer", from + "order by lower(t.composer) nulls last, lower(t.name), t.id")
                .offset("composer-missing", from + "order by lower(t.composer) nulls first, lower(t.name), t.id")
                .offset("price", from + "order by t.unitPrice desc, lower(t.name), t.id")
                .offset("length", from + "order by t.milliseconds desc, t.id desc")
                .offset("newest", from + "order by t.id desc")
                .offset("album", from + "left join t.album a order by lower(a.title) nulls last, t.id");
    }
}
