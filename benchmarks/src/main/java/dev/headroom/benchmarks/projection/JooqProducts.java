package dev.headroom.benchmarks.projection;

import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** jOOQ's {@code fetchInto}, which finds the record's constructor. */
final class JooqProducts {

    private static final Field<Long> ID = DSL.field("p.id", Long.class);

    private final DSLContext jooq;

    JooqProducts(DataSource dataSource) {
        jooq = DSL.using(dataSource, SQLDialect.POSTGRES);
    }

    <V extends Record> Contender list(ProductShape<V> shape, int rows) {
        List<? extends Field<?>> fields =
                shape.components().stream().map(JooqProducts::field).toList();
        return new Contender("jooq-into", () -> {
            List<V> records = jooq.select(fields)
                    .from("Product p left join Maker m on m.id = p.maker_id")
                    .where(ID.gt(ProductTable.AFTER))
                    .orderBy(ID)
                    .limit(rows)
                    .fetchInto(shape.record());
            return () -> records;
        });
    }

    private static Field<?> field(RecordComponent component) {
        Class<?> type = MethodType.methodType(component.getType()).wrap().returnType();
        return DSL.field(ProductShape.path(component), type);
    }
}
