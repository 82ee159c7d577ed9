package dev.headroom.examples.musicstore.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Who made an album. */
@Entity
@Table(name = "artist")
public class Artist {

    @Id
    @Column(name = "artist_id")
    private int id;

    @Column(nullable = false)
    private String name;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Artist() {}

    /**
     * Its number.
     *
     * @return the id
     */
    public int getId() {
        return id;
    }

    /**
     * A person or a band.
     *
     * @return the name
     */
    public String getName() {
        return name;
    }
}
