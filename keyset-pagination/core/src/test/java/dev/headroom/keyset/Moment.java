package dev.headroom.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/** A row with a key of every type of {@code java.time}; SQL writes it, because Hibernate cannot write all of them. */
@Entity
@Table(name = "moment")
class Moment {

    @Id
    Long id;

    @Column(name = "clock_time", nullable = false, secondPrecision = 6)
    LocalTime clockTime;

    @Column(name = "local_at", nullable = false, secondPrecision = 6)
    LocalDateTime localAt;

    @Column(name = "day_of", nullable = false)
    LocalDate dayOf;

    @Column(name = "instant_at", nullable = false, secondPrecision = 6)
    Instant instantAt;

    @Column(name = "offset_at", nullable = false, secondPrecision = 6)
    OffsetDateTime offsetAt;

    protected Moment() {}
}
