package dev.headroom.projection;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.TypeManifestation;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/** Makes the records of one view. Their names, which stand in messages, are the same each time. */
final class ZooRecords {

    private ClassLoader loader = ZooRecords.class.getClassLoader();
    private int names;

    private ZooRecords() {}

    /**
     * A record with a component for each field.
     *
     * @param limit of each list
     */
    static Class<?> of(ZooView view, int limit) {
        return new ZooRecords().make(view, limit);
    }

    /** A record of an entity that has values of any depth as its own components. */
    static Class<?> flat(Class<?> entity, Map<String, Class<?>> values) {
        ZooRecords records = new ZooRecords();
        DynamicType.Builder<?> builder = records.start(entity);
        for (Map.Entry<String, Class<?>> value : values.entrySet()) {
            builder = builder.defineRecordComponent(value.getKey().replace('.', '_'), (Type) value.getValue())
                    .annotateRecordComponent(AnnotationDescription.Builder.ofType(Select.class)
                            .define("value", value.getKey())
                            .build());
        }
        return records.load(builder);
    }

    private Class<?> make(ZooView view, int limit) {
        DynamicType.Builder<?> builder = start(view.type());
        for (ZooView field : view.fields()) {
            Class<?> shown = field.fields().isEmpty() ? field.type() : make(field, limit);
            builder = field.list()
                    ? list(builder, field.name(), shown, limit)
                    : builder.defineRecordComponent(field.name(), (Type) shown);
        }
        return load(builder);
    }

    private DynamicType.Builder<?> start(Class<?> shown) {
        String number = names == 0 ? "" : String.valueOf(names);
        names++;
        return new ByteBuddy(ClassFileVersion.JAVA_V17)
                .makeRecord()
                .modifiers(Visibility.PUBLIC, TypeManifestation.FINAL)
                .name(ZooRecords.class.getPackageName() + "." + shown.getSimpleName() + "View" + number);
    }

    private static DynamicType.Builder<?> list(
            DynamicType.Builder<?> builder, String name, Class<?> element, int limit) {
        return builder.defineRecordComponent(
                        name,
                        TypeDescription.Generic.Builder.parameterizedType(List.class, element)
                                .build())
                .annotateRecordComponent(AnnotationDescription.Builder.ofType(Many.class)
                        .define("limit", limit)
                        .build());
    }

    /** Where those within it are seen. */
    private Class<?> load(DynamicType.Builder<?> builder) {
        try (DynamicType.Unloaded<?> made = builder.make()) {
            Class<?> type = made.load(loader).getLoaded();
            loader = type.getClassLoader();
            return type;
        }
    }
}
