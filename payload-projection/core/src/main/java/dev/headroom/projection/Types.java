package dev.headroom.projection;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Which values fit which components. */
final class Types {

    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            boolean.class, Boolean.class,
            byte.class, Byte.class,
            char.class, Character.class,
            short.class, Short.class,
            int.class, Integer.class,
            long.class, Long.class,
            float.class, Float.class,
            double.class, Double.class);

    /** From narrow to wide; each keeps every value of those before it. */
    private static final List<Class<?>> WHOLE =
            List.of(Byte.class, Short.class, Integer.class, Long.class, BigInteger.class, BigDecimal.class);

    private static final Map<Class<?>, Function<Number, Object>> WIDEN = Map.of(
            Short.class, Number::shortValue,
            Integer.class, Number::intValue,
            Long.class, Number::longValue,
            Double.class, Number::doubleValue,
            BigInteger.class, number -> BigInteger.valueOf(number.longValue()),
            BigDecimal.class, Types::decimal);

    /** The conversion of a value that has the type already. */
    static final UnaryOperator<Object> SAME = value -> value;

    private Types() {}

    static Class<?> boxed(Class<?> type) {
        return BOXES.getOrDefault(type, type);
    }

    /** How a value becomes one of a component's type; empty if it would lose something. */
    static Optional<UnaryOperator<Object>> conversion(Class<?> from, Class<?> to) {
        Class<?> target = boxed(to);
        if (target.isAssignableFrom(boxed(from))) {
            return Optional.of(SAME);
        }
        if (!widens(boxed(from), target)) {
            return Optional.empty();
        }
        Function<Number, Object> widen = WIDEN.get(target);
        return widen == null ? Optional.empty() : Optional.of(value -> widen.apply((Number) value));
    }

    private static boolean widens(Class<?> from, Class<?> to) {
        if (to == Double.class) {
            return from == Float.class || from == Integer.class || from == Short.class || from == Byte.class;
        }
        return WHOLE.contains(from) && WHOLE.indexOf(to) > WHOLE.indexOf(from);
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigInteger whole ? new BigDecimal(whole) : BigDecimal.valueOf(number.longValue());
    }

    static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }
}
