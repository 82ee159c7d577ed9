package dev.headroom.benchmarks.keyset;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** A row with everything that peers stumble over. Public with getters, because Spring Data reads keys like a bean's. */
@Entity
public class Piece {

    @Id
    private Long id;

    private Integer rank;
    private String name;

    @ManyToOne(fetch = FetchType.LAZY)
    private Composer composer;

    protected Piece() {}

    Piece(Long id, Integer rank, String name, Composer composer) {
        this.id = id;
        this.rank = rank;
        this.name = name;
        this.composer = composer;
    }

    public Long getId() {
        return id;
    }

    public Integer getRank() {
        return rank;
    }

    public String getName() {
        return name;
    }

    public Composer getComposer() {
        return composer;
    }
}
