package dev.headroom.benchmarks.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** A row as a sensor writes it: many of them at the same second. */
@Entity
class Reading {

    @Id
    private Long id;

    @Column(nullable = false)
    private Instant takenAt;

    @Column(nullable = false)
    private double measured;

    @Column(nullable = false)
    private String note;

    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    protected Reading() {}

    Reading(long id, Instant takenAt, double measured, String note) {
        this.id = id;
        this.takenAt = takenAt;
        this.measured = measured;
        this.note = note;
    }

    long id() {
        return id;
    }

    Instant takenAt() {
        return takenAt;
    }

    /** So that no reader can leave out a column. */
    @Override
    public String toString() {
        return id + " " + takenAt + " " + measured + " " + note;
    }
}
