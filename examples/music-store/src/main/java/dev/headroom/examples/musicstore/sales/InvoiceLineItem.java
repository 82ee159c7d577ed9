package dev.headroom.examples.musicstore.sales;

import java.math.BigDecimal;
import java.time.LocalDateTime;

/** An invoice line in the list of all lines. */
record InvoiceLineItem(
        int id, int invoiceId, LocalDateTime invoiceDate, String track, BigDecimal unitPrice, int quantity) {

    static InvoiceLineItem of(InvoiceLine line) {
        return new InvoiceLineItem(
                line.getId(),
                line.getInvoice().getId(),
                line.getInvoice().getInvoiceDate(),
                line.getTrack().getName(),
                line.getUnitPrice(),
                line.getQuantity());
    }
}
