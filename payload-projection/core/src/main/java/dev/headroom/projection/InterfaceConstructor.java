package dev.headroom.projection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Makes immutable implementations of an interface, which are equal if all their values are. */
final class InterfaceConstructor implements ViewConstructor {

    private final Class<?> type;
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * @param accessors in the order of the components
     */
    InterfaceConstructor(Class<?> type, List<Method> accessors) {
        this.type = type;
        this.names = accessors.stream().map(InterfaceView::name).toList();
        for (int place = 0; place < accessors.size(); place++) {
            places.put(accessors.get(place).getName(), place);
        }
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public Object construct(@Nullable Object[] values) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Values(this, values));
    }

    /** What one implementation holds. */
    private static final class Values implements InvocationHandler {

        private final InterfaceConstructor shape;
        private final @Nullable Object[] values;

        Values(InterfaceConstructor shape, @Nullable Object[] values) {
            this.shape = shape;
            this.values = values;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return ofObject(method, arguments);
            }
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            Integer place = shape.places.get(method.getName());
            return place == null || method.getParameterCount() > 0 ? ofObject(method, arguments) : values[place];
        }

        private Object ofObject(Method method, @Nullable Object @Nullable [] arguments) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && equalsView(arguments[0]);
                case "hashCode" -> Arrays.deepHashCode(values);
                case "toString" -> text();
                default -> throw new UnsupportedOperationException(method + " of a view");
            };
        }

        private boolean equalsView(@Nullable Object other) {
            return other != null
                    && Proxy.isProxyClass(other.getClass())
                    && Proxy.getInvocationHandler(other) instanceof Values that
                    && that.shape.type == shape.type
                    && Arrays.deepEquals(that.values, values);
        }

        private String text() {
            StringJoiner text = new StringJoiner(", ", shape.type.getSimpleName() + "[", "]");
            for (int place = 0; place < values.length; place++) {
                text.add(shape.names.get(place) + "=" + values[place]);
            }
            return text.toString();
        }
    }
}
