package dev.headroom.examples.musicstore.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A file format that tracks are sold in. */
@Entity
@Table(name = "media_type")
public class MediaType {

    @Id
    @Column(name = "media_type_id")
    private int id;

    @Column(nullable = false)
    private String name;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected MediaType() {}
}
