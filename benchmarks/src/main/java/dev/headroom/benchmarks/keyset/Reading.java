package dev.headroom.benchmarks.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row as a sensor writes it. Whoever reads without Hibernate sets the fields, as Hibernate does. */
@Entity
@SuppressWarnings("NullAway.Init") // set after construction
class Reading {

    @Id
    Long id;

    /** To the millisecond; no two rows have the same. */
    @Column(nullable = false)
    Instant receivedAt;

    /** To the second, which nearly fifty rows share. */
    @Column(nullable = false)
    Instant takenAt;

    /** In nine rows of ten 0. */
    @Column(nullable = false)
    int grade;

    /** In one row of seven null. */
    @Nullable Integer corrected;

    /** With and without a capital letter. */
    @Column(nullable = false)
    String name;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Sensor sensor;

    /** So that no contender can leave out a column. */
    @Override
    public String toString() {
        return "%s %s %s %s %s %s %s".formatted(id, receivedAt, takenAt, grade, corrected, name, sensor.getId());
    }
}
