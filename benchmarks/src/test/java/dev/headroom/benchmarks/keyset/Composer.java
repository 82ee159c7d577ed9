package dev.headroom.benchmarks.keyset;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What a piece can be sorted by over a path. Public with getters, because Spring Data reads keys like a bean's. */
@Entity
public class Composer {

    @Id
    private Long id;

    private String name;

    protected Composer() {}

    Composer(Long id, String name) {
        this.id = id;
        this.name = name;
    }

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }
}
