package dev.headroom.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;

/** A row with unique keys of several columns, most of which do not identify it. */
@Entity
@Table(
        uniqueConstraints = {
            @UniqueConstraint(columnNames = {"hall_id", "rowNumber", "SEAT_NO"}),
            @UniqueConstraint(columnNames = {"rowNumber", "note"}),
            @UniqueConstraint(columnNames = "label"),
            @UniqueConstraint(columnNames = "seat_no", options = "where price > 0")
        },
        indexes = {
            @Index(columnList = "ticketCode DESC, `Block`", unique = true),
            @Index(columnList = "price, rowNumber"),
            @Index(columnList = "price, seat_no", unique = true, options = "where price > 0")
        })
@SecondaryTable(name = "SeatLabel", uniqueConstraints = @UniqueConstraint(columnNames = "colour"))
class Seat {

    @Id
    Long id;

    @ManyToOne(optional = false)
    Hall hall;

    int rowNumber;

    @Column(name = "seat_no")
    int number;

    @Column
    String note;

    @Column(nullable = false)
    String ticketCode;

    @Column(name = "`Block`", nullable = false)
    String section;

    int price;

    /** Not the label of the constraint: that name belongs to another column. */
    @Column(name = "plate", nullable = false)
    String label;

    @Column(table = "SeatLabel", nullable = false)
    String colour;

    @ManyToOne(optional = false)
    Seat neighbour;

    @Entity
    static class Hall {

        @Id
        Long id;

        @Column(nullable = false)
        String label;
    }
}
