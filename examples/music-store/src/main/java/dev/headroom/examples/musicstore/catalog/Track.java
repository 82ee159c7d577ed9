package dev.headroom.examples.musicstore.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A piece of music that is sold on its own. */
@Entity
@Table(name = "track")
public class Track {

    @Id
    @Column(name = "track_id")
    private int id;

    @Column(nullable = false)
    private String name;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "album_id")
    private @Nullable Album album;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "media_type_id")
    private MediaType mediaType;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "genre_id")
    private @Nullable Genre genre;

    @Column
    private @Nullable String composer;

    @Column(nullable = false)
    private int milliseconds;

    @Column
    private @Nullable Integer bytes;

    @Column(precision = 10, scale = 2, nullable = false)
    private BigDecimal unitPrice;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Track() {}

    /**
     * The id that came with the data.
     *
     * @return the id
     */
    public int getId() {
        return id;
    }

    /**
     * The title.
     *
     * @return the name
     */
    public String getName() {
        return name;
    }

    /**
     * Who wrote it.
     *
     * @return names in one text, or null where nobody is known
     */
    public @Nullable String getComposer() {
        return composer;
    }

    /**
     * How long it plays.
     *
     * @return milliseconds
     */
    public int getMilliseconds() {
        return milliseconds;
    }

    /**
     * What it costs today.
     *
     * @return the price in dollars
     */
    public BigDecimal getUnitPrice() {
        return unitPrice;
    }

    /**
     * The record that it is on.
     *
     * @return the album, or null if it is on none
     */
    public @Nullable Album getAlbum() {
        return album;
    }

    /**
     * The file format.
     *
     * @return the format
     */
    public MediaType getMediaType() {
        return mediaType;
    }

    /**
     * The kind of music.
     *
     * @return the genre, or null where nobody decided
     */
    public @Nullable Genre getGenre() {
        return genre;
    }
}
