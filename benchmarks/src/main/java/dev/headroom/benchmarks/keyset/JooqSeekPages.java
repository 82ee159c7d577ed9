package dev.headroom.benchmarks.keyset;

import dev.headroom.benchmarks.keyset.PageKey.Trait;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.SelectSeekStepN;
import org.jooq.SelectSelectStep;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** jOOQ's {@code seek}. Backward is up to the application: it seeks in the reverse order, and turns the page around. */
final class JooqSeekPages implements PageContender {

    private static final Field<Long> ID = DSL.field("r.id", Long.class);
    private static final Field<Instant> RECEIVED_AT = DSL.field("r.receivedAt", Instant.class);
    private static final Field<Instant> TAKEN_AT = DSL.field("r.takenAt", Instant.class);
    private static final Field<Integer> GRADE = DSL.field("r.grade", Integer.class);
    private static final Field<Integer> CORRECTED = DSL.field("r.corrected", Integer.class);
    private static final Field<String> NAME = DSL.field("r.name", String.class);
    private static final Field<Long> SENSOR = DSL.field("r.sensor_id", Long.class);
    private static final Field<String> SENSOR_NAME = DSL.field("s.name", String.class);

    private final DSLContext jooq;

    JooqSeekPages(DataSource dataSource) {
        jooq = DSL.using(dataSource, SQLDialect.POSTGRES);
    }

    @Override
    public String name() {
        return "jooq-seek";
    }

    @Override
    public PageCall at(PagePosition position) {
        return () -> position.direction().page(page(list(position), position).fetch(JooqSeekPages::reading));
    }

    private static ResultQuery<Record> page(SelectSeekStepN<Record> list, PagePosition position) {
        Reading last = position.last();
        return last == null
                ? list.limit(PAGE_SIZE + 1)
                : list.seek(values(position, last)).limit(PAGE_SIZE + 1);
    }

    private SelectSeekStepN<Record> list(PagePosition position) {
        SelectSelectStep<Record> select =
                jooq.select(List.of(ID, RECEIVED_AT, TAKEN_AT, GRADE, CORRECTED, NAME, SENSOR));
        String tables =
                position.order() == PageOrder.JOINED ? "Reading r join Sensor s on s.id = r.sensor_id" : "Reading r";
        return select.from(tables)
                .orderBy(position.order().keys().stream()
                        .map(key -> sort(key, position))
                        .toList());
    }

    private static SortField<?> sort(PageKey key, PagePosition position) {
        Field<?> field = field(key);
        SortField<?> sort = key.ascending(position.direction()) ? field.asc() : field.desc();
        if (!key.is(Trait.NULLS_LAST)) {
            return sort;
        }
        return position.forward() ? sort.nullsLast() : sort.nullsFirst();
    }

    private static Field<?> field(PageKey key) {
        return switch (key.path()) {
            case "id" -> ID;
            case "receivedAt" -> RECEIVED_AT;
            case "takenAt" -> TAKEN_AT;
            case "grade" -> GRADE;
            case "corrected" -> CORRECTED;
            case "name" -> DSL.lower(NAME);
            case "sensor.name" -> SENSOR_NAME;
            default -> throw new IllegalArgumentException(key.path());
        };
    }

    private static Field<?>[] values(PagePosition position, Reading last) {
        return position.order().keys().stream()
                .map(key -> value(key.value(last), field(key)))
                .toArray(Field<?>[]::new);
    }

    private static Field<?> value(@Nullable Object value, Field<?> field) {
        return DSL.val(value, field.getDataType());
    }

    private static Reading reading(Record row) {
        Reading reading = new Reading();
        reading.id = row.get(ID);
        reading.receivedAt = row.get(RECEIVED_AT);
        reading.takenAt = row.get(TAKEN_AT);
        reading.grade = row.get(GRADE);
        reading.corrected = row.get(CORRECTED);
        reading.name = row.get(NAME);
        reading.sensor = new Sensor(row.get(SENSOR), "");
        return reading;
    }
}
