package dev.headroom.benchmarks.projection;

import com.blazebit.persistence.view.EntityView;
import com.blazebit.persistence.view.IdMapping;
import com.blazebit.persistence.view.Mapping;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** {@link ProductItem} as an interface, for those that make one. */
@EntityView(Product.class)
interface ProductItemView extends ProductView {

    @IdMapping
    Long getId();

    String getName();

    BigDecimal getPrice();

    LocalDate getReleased();

    @Mapping("maker.name")
    @Nullable String getMakerName();

    @Override
    default ProductItem record() {
        return new ProductItem(getId(), getName(), getPrice(), getReleased(), getMakerName());
    }
}
