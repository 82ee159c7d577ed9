package dev.headroom.examples.musicstore.sales;

import java.math.BigDecimal;

/** An invoice line in the list of all lines. The ids of invoice and track come with the line, without a query each. */
record InvoiceLineItem(int id, int invoiceId, int trackId, BigDecimal unitPrice, int quantity) {

    static InvoiceLineItem of(InvoiceLine line) {
        return new InvoiceLineItem(
                line.getId(),
                line.getInvoice().getId(),
                line.getTrack().getId(),
                line.getUnitPrice(),
                line.getQuantity());
    }
}
