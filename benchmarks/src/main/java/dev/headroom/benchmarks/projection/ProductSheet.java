package dev.headroom.benchmarks.projection;

import dev.headroom.projection.Select;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A product with all that is known of it: 30 columns. */
record ProductSheet(
        long id,
        String name,
        BigDecimal price,
        LocalDate released,
        @Select("maker.name") @Nullable String makerName,
        String sku,
        @Nullable String subtitle,
        String summary,
        String color,
        String material,
        String season,
        String barcode,
        String origin,
        String currency,
        String unit,
        int stock,
        int reserved,
        int width,
        int height,
        int depth,
        int weight,
        int reviews,
        long viewed,
        long sold,
        double rating,
        BigDecimal cost,
        BigDecimal listPrice,
        boolean active,
        Instant createdAt,
        Instant changedAt) {}
