package dev.headroom.examples.musicstore.sales;

import dev.headroom.examples.musicstore.web.PageQuery;
import dev.headroom.examples.musicstore.web.PageResponse;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetRequest;
import jakarta.persistence.EntityManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All invoice lines, the most expensive and newest first. */
@RestController
class InvoiceLineController {

    private final Keyset<InvoiceLine> byPrice;
    private final EntityManager entityManager;

    InvoiceLineController(Keyset<InvoiceLine> byPrice, EntityManager entityManager) {
        this.byPrice = byPrice;
        this.entityManager = entityManager;
    }

    @GetMapping("/api/invoice-lines")
    @Transactional(readOnly = true)
    PageResponse<InvoiceLineItem> invoiceLines(PageQuery query) {
        KeysetRequest request = query.request();
        return PageResponse.of(byPrice.query(entityManager).page(request).map(InvoiceLineItem::of), request);
    }
}
