package dev.headroom.projection;

import dev.headroom.projection.failure.RecordRefusedException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes records.
 *
 * @param canonical the record's own constructor, whatever others there are
 */
record RecordConstructor(Constructor<?> canonical) implements ViewConstructor {

    static RecordConstructor of(Class<?> type, List<ViewComponent> components) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    components.stream().map(ViewComponent::type).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new RecordConstructor(constructor);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("A record has a canonical constructor: " + type.getName(), impossible);
        }
    }

    @Override
    public Class<?> type() {
        return canonical.getDeclaringClass();
    }

    @Override
    public Object construct(@Nullable Object[] values) {
        try {
            return canonical.newInstance(values);
        } catch (InvocationTargetException thrown) {
            throw new RecordRefusedException(canonical.getDeclaringClass(), thrown.getTargetException());
        } catch (ReflectiveOperationException | IllegalArgumentException impossible) {
            throw new IllegalStateException(
                    canonical + " was checked for " + Arrays.toString(canonical.getParameterTypes()), impossible);
        }
    }
}
