package dev.headroom.benchmarks.projection;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Entities as records, by code that MapStruct writes. */
@Mapper
interface ProductMapper {

    @Mapping(target = "makerName", source = "maker.name")
    ProductItem item(Product product);

    @Mapping(target = "makerName", source = "maker.name")
    ProductSheet sheet(Product product);
}
