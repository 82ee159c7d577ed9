package dev.headroom.fetch.junit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.TestInstances;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds the factory that a test uses among its fields. */
final class FactoryField {

    private FactoryField() {}

    /**
     * @throws IllegalStateException if it is not clear which
     */
    static EntityManagerFactory of(TestInstances tests) {
        List<Object> factories = values(tests, EntityManagerFactory.class);
        if (factories.isEmpty()) {
            factories = values(tests, EntityManager.class).stream()
                    .map(value -> (Object) ((EntityManager) value).getEntityManagerFactory())
                    .distinct()
                    .toList();
        }
        if (factories.size() != 1) {
            throw new IllegalStateException(
                    "The test " + tests.getInnermostInstance().getClass().getName() + " has "
                            + (factories.isEmpty() ? "no field" : "several fields")
                            + " with an EntityManagerFactory or EntityManager in it, so that it cannot be watched: say which one"
                            + " with @RegisterExtension and QueryWatchExtension.of(() -> factory).");
        }
        return (EntityManagerFactory) factories.get(0);
    }

    private static List<Object> values(TestInstances tests, Class<?> type) {
        return tests.getAllInstances().stream()
                .flatMap(test -> values(test, type))
                .distinct()
                .toList();
    }

    private static Stream<Object> values(Object test, Class<?> type) {
        return ReflectionSupport.findFields(
                        test.getClass(),
                        field -> type.isAssignableFrom(field.getType()),
                        HierarchyTraversalMode.BOTTOM_UP)
                .stream()
                .flatMap(field ->
                        ReflectionSupport.tryToReadFieldValue(field, ModifierSupport.isStatic(field) ? null : test)
                                .toOptional()
                                .stream());
    }
}
