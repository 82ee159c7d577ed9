package dev.headroom.benchmarks.projection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A wide row. Its fields are public because MapStruct reads them so. */
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class Product {

    @Id
    public Long id;

    @Column(nullable = false)
    public String name;

    @Column(nullable = false)
    public BigDecimal price;

    @Column(nullable = false)
    public LocalDate released;

    @Column(nullable = false)
    public String sku;

    public @Nullable String subtitle;

    @Column(nullable = false)
    public String summary;

    @Column(nullable = false)
    public String color;

    @Column(nullable = false)
    public String material;

    @Column(nullable = false)
    public String season;

    @Column(nullable = false)
    public String barcode;

    @Column(nullable = false)
    public String origin;

    @Column(nullable = false)
    public String currency;

    @Column(nullable = false)
    public String unit;

    public int stock;

    public int reserved;

    public int width;

    public int height;

    public int depth;

    public int weight;

    public int reviews;

    public long viewed;

    public long sold;

    public double rating;

    @Column(nullable = false)
    public BigDecimal cost;

    @Column(nullable = false)
    public BigDecimal listPrice;

    public boolean active;

    @Column(nullable = false)
    public Instant createdAt;

    @Column(nullable = false)
    public Instant changedAt;

    @ManyToOne(fetch = FetchType.LAZY)
    public @Nullable Maker maker;
}
