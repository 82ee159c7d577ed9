package dev.headroom.benchmarks.projection;

import dev.headroom.projection.Select;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A product in a list: 5 columns, one of them of another table. */
record ProductItem(
        long id,
        String name,
        BigDecimal price,
        LocalDate released,
        @Select("maker.name") @Nullable String makerName) {}
