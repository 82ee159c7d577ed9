package dev.headroom.benchmarks.projection;

import com.blazebit.persistence.view.EntityView;
import com.blazebit.persistence.view.IdMapping;
import com.blazebit.persistence.view.Mapping;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** {@link ProductSheet} as an interface, for those that make one. */
@EntityView(Product.class)
interface ProductSheetView extends ProductView {

    @IdMapping
    Long getId();

    String getName();

    BigDecimal getPrice();

    LocalDate getReleased();

    @Mapping("maker.name")
    @Nullable String getMakerName();

    String getSku();

    @Nullable String getSubtitle();

    String getSummary();

    String getColor();

    String getMaterial();

    String getSeason();

    String getBarcode();

    String getOrigin();

    String getCurrency();

    String getUnit();

    int getStock();

    int getReserved();

    int getWidth();

    int getHeight();

    int getDepth();

    int getWeight();

    int getReviews();

    long getViewed();

    long getSold();

    double getRating();

    BigDecimal getCost();

    BigDecimal getListPrice();

    boolean getActive();

    Instant getCreatedAt();

    Instant getChangedAt();

    @Override
    default ProductSheet record() {
        return new ProductSheet(
                getId(),
                getName(),
                getPrice(),
                getReleased(),
                getMakerName(),
                getSku(),
                getSubtitle(),
                getSummary(),
                getColor(),
                getMaterial(),
                getSeason(),
                getBarcode(),
                getOrigin(),
                getCurrency(),
                getUnit(),
                getStock(),
                getReserved(),
                getWidth(),
                getHeight(),
                getDepth(),
                getWeight(),
                getReviews(),
                getViewed(),
                getSold(),
                getRating(),
                getCost(),
                getListPrice(),
                getActive(),
                getCreatedAt(),
                getChangedAt());
    }
}
