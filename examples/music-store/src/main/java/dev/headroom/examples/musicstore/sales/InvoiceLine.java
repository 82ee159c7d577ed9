package dev.headroom.examples.musicstore.sales;

import dev.headroom.examples.musicstore.catalog.Track;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** One track in a purchase. */
@Entity
@Table(name = "invoice_line")
public class InvoiceLine {

    @Id
    @Column(name = "invoice_line_id")
    private int id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "invoice_id")
    private Invoice invoice;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "track_id")
    private Track track;

    @Column(precision = 10, scale = 2, nullable = false)
    private BigDecimal unitPrice;

    @Column(nullable = false)
    private int quantity;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected InvoiceLine() {}

    /**
     * The id that came with the data.
     *
     * @return the id
     */
    public int getId() {
        return id;
    }

    /**
     * The purchase; its id is known without loading it.
     *
     * @return the invoice
     */
    public Invoice getInvoice() {
        return invoice;
    }

    /**
     * What was bought; its id is known without loading it.
     *
     * @return the track
     */
    public Track getTrack() {
        return track;
    }

    /**
     * What one copy cost when it was bought.
     *
     * @return the price in dollars
     */
    public BigDecimal getUnitPrice() {
        return unitPrice;
    }

    /**
     * How many copies were bought.
     *
     * @return the number
     */
    public int getQuantity() {
        return quantity;
    }
}
