package dev.headroom.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.NaturalId;

/** A row with a key of every kind that matters, and some that cannot be keys. */
@Entity
class Song {

    /** Alphabetical and declared order differ, so that a key sent as an ordinal is noticed. */
    enum Mood {
        WILD,
        CALM,
        SAD
    }

    @Id
    Long id;

    @Column(nullable = false)
    String name;

    @Column(nullable = false)
    BigDecimal price;

    @Column(nullable = false)
    LocalDate released;

    @Column(nullable = false)
    Instant addedAt;

    @Column(nullable = false, length = 10, columnDefinition = "varchar(10)")
    @Enumerated(EnumType.STRING)
    Mood mood;

    @Column(nullable = false)
    UUID code;

    int rating;

    @Column
    String composer;

    @Column(nullable = false)
    @Convert(converter = Length.Converter.class)
    Length length;

    @ManyToOne(fetch = FetchType.LAZY)
    Album album;

    @Embedded
    Publication publication = new Publication();

    @Column
    Instant playedAt;

    @Column(unique = true)
    String isrc;

    @NaturalId
    @Column(nullable = false)
    Long catalogNumber;

    protected Song() {}

    Song(long id, Album album) {
        this.id = id;
        this.album = album;
        this.name = "Song " + id;
        this.price = new BigDecimal("0.99");
        this.released = LocalDate.of(2026, 1, 1);
        this.addedAt = Instant.parse("2026-11-21T09:12:34.123456789Z");
        this.mood = Mood.CALM;
        this.code = new UUID(0, id);
        this.length = new Length(id);
        this.catalogNumber = 1_000_000 - id;
    }

    /** A value of a type that no cursor can carry. */
    record Length(long seconds) {

        static class Converter implements jakarta.persistence.AttributeConverter<Length, Long> {
            @Override
            public Long convertToDatabaseColumn(Length length) {
                return length.seconds();
            }

            @Override
            public Length convertToEntityAttribute(Long seconds) {
                return new Length(seconds);
            }
        }
    }
}
