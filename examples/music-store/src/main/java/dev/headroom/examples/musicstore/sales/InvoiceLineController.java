package dev.headroom.examples.musicstore.sales;

import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.spring.KeysetLinks;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All invoice lines, in the order that the reader asks for. */
@RestController
class InvoiceLineController {

    private final InvoiceLineRepository lines;

    InvoiceLineController(InvoiceLineRepository lines) {
        this.lines = lines;
    }

    @GetMapping("/api/invoice-lines")
    ResponseEntity<List<InvoiceLineItem>> invoiceLines(KeysetRequest request, Keyset<InvoiceLine> order) {
        KeysetPage<InvoiceLineItem> page = lines.query(
                order,
                all -> all.loading(InvoiceLineController::loadInvoicesAndTracks)
                        .page(request)
                        .map(InvoiceLineItem::of));
        return ResponseEntity.ok().headers(KeysetLinks.headers(page)).body(page.content());
    }

    /** One statement for what the lines of a page refer to, instead of two for each line. */
    private static void loadInvoicesAndTracks(EntityManager entityManager, Collection<InvoiceLine> page) {
        entityManager
                .createQuery(
                        "select l from InvoiceLine l join fetch l.invoice join fetch l.track where l in :page",
                        InvoiceLine.class)
                .setParameter("page", page)
                .getResultList();
    }
}
