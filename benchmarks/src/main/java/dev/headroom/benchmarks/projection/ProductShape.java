package dev.headroom.benchmarks.projection;

import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mapstruct.factory.Mappers;
import tools.jackson.core.JsonGenerator;

/**
 * How much of a product is read, and the code by hand for it.
 *
 * @param record what it is read as
 * @param view the same for those that make an interface
 */
record ProductShape<V extends Record>(
        Class<V> record,
        Class<? extends ProductView> view,
        Function<Product, V> mapper,
        RowReader<V> reader,
        RowWriter writer) {

    private static final ProductMapper MAPPER = Mappers.getMapper(ProductMapper.class);

    static final ProductShape<ProductItem> ITEM = new ProductShape<>(
            ProductItem.class, ProductItemView.class, MAPPER::item, ProductRows::item, ProductJson::item);

    static final ProductShape<ProductSheet> SHEET = new ProductShape<>(
            ProductSheet.class, ProductSheetView.class, MAPPER::sheet, ProductRows::sheet, ProductJson::sheet);

    static final List<ProductShape<?>> ALL = List.of(ITEM, SHEET);

    @FunctionalInterface
    interface RowReader<V> {

        V read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    interface RowWriter {

        void write(ResultSet row, JsonGenerator json) throws SQLException;
    }

    List<RecordComponent> components() {
        return Arrays.asList(record.getRecordComponents());
    }

    /** Columns and attributes have the same names; {@code p} is the product, and {@code m} its maker. */
    static String path(RecordComponent component) {
        return component.getName().equals("makerName") ? "m.name" : "p." + component.getName();
    }

    String selection() {
        return components().stream().map(ProductShape::path).collect(Collectors.joining(", "));
    }
}
