package dev.headroom.retry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A driver that carries out batches, and keeps the update count of their last statement to itself, as drivers may. */
final class UntoldCounts {

    private UntoldCounts() {}

    static DataSource of(DataSource told) {
        return proxy(
                DataSource.class,
                told,
                result -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, UntoldCounts::statement)
                        : result);
    }

    private static @Nullable Object statement(@Nullable Object result) {
        return result instanceof PreparedStatement statement
                ? proxy(PreparedStatement.class, statement, UntoldCounts::untold)
                : result;
    }

    private static @Nullable Object untold(@Nullable Object result) {
        if (result instanceof int[] counts) {
            counts[counts.length - 1] = Statement.SUCCESS_NO_INFO;
        }
        return result;
    }

    private interface Change {

        @Nullable Object of(@Nullable Object result);
    }

    private static <T> T proxy(Class<T> type, T target, Change change) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> change.of(invoke(target, method, arguments)));
        return type.cast(proxy);
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
