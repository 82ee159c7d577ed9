package dev.headroom.benchmarks.projection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Somebody with a picture of 20 KB as base64. Its fields are public because Jackson writes them so. */
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class Member {

    @Id
    public Long id;

    @Column(nullable = false)
    public String name;

    @Column(nullable = false)
    public String email;

    @Column(nullable = false, columnDefinition = "text")
    public String picture;
}
