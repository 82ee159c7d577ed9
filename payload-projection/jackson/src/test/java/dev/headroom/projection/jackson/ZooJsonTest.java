package dev.headroom.projection.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.projection.Projection;
import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.zoo.Animal;
import dev.headroom.testsupport.zoo.AnimalStore;
import dev.headroom.testsupport.zoo.Verdict;
import dev.headroom.testsupport.zoo.Zoo;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.modifier.TypeManifestation;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/**
 * That values of every type that the zoo has are written as the mapper writes the records of them. That these hold what the
 * entities hold, the core's own test says.
 */
@ExtendWith(ServersExtension.class)
class ZooJsonTest {

    @TestFactory
    Stream<DynamicNode> writesValuesAsTheMapperDoes(Servers servers) {
        Set<Class<?>> seen = new HashSet<>();
        List<Animal> animals =
                Zoo.animals().stream().filter(animal -> hasOther(animal, seen)).toList();
        return Zoo.tests(servers, animals, ZooJsonTest::check);
    }

    /** An animal for each type is enough. */
    private static boolean hasOther(Animal animal, Set<Class<?>> seen) {
        boolean other = false;
        for (Field field : animal.root().getDeclaredFields()) {
            other |= !animal.entities().contains(field.getType()) && seen.add(field.getType());
        }
        return other;
    }

    private static void check(AnimalStore store, Verdict verdict) {
        EntityType<?> entity = store.entityManagerFactory()
                .getMetamodel()
                .entity(store.animal().root());
        List<Attribute<?, ?>> shown = new ArrayList<>();
        for (SingularAttribute<?, ?> attribute : entity.getSingularAttributes()) {
            if (isShown(store, attribute)) {
                shown.add(attribute);
            }
        }
        Projection<?, ?> projection = projection(store, shown);
        store.inTransaction(em -> {
            List<?> views = projection.query(em).list();
            JsonMapper mapper = new JsonMapper();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            projection.query(em).writeTo(JsonRows.array(out, mapper));
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(mapper.writeValueAsString(views));
            return views;
        });
        verdict.served();
    }

    private static boolean isShown(AnimalStore store, Attribute<?, ?> attribute) {
        try {
            projection(store, List.of(attribute));
            return true;
        } catch (InvalidProjectionException refused) {
            return false;
        }
    }

    private static Projection<?, ?> projection(AnimalStore store, List<Attribute<?, ?>> shown) {
        DynamicType.Builder<?> builder = new ByteBuddy(ClassFileVersion.JAVA_V17)
                .makeRecord()
                .modifiers(Visibility.PUBLIC, TypeManifestation.FINAL)
                .name("dev.headroom.projection.jackson.ZooView");
        for (Attribute<?, ?> attribute : shown) {
            builder = builder.defineRecordComponent(attribute.getName(), (Type) attribute.getJavaType());
        }
        try (DynamicType.Unloaded<?> made = builder.make()) {
            var projection = Projection.of(
                    store.animal().root(),
                    made.load(store.animal().getClass().getClassLoader()).getLoaded());
            shown.forEach(attribute -> projection.withLargeObject(attribute.getName()));
            return projection.build(store.entityManagerFactory());
        }
    }
}
