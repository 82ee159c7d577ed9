package dev.headroom.fetch.watch;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a loaded collection, which report when they are touched. It lies within Hibernate's own collection. */
final class UsedCollection implements InvocationHandler, Serializable {

    private static final long serialVersionUID = 1L;

    private final Object rows;
    private final transient @Nullable Use use;

    private UsedCollection(Object rows, Use use) {
        this.rows = rows;
        this.use = use;
    }

    /** Arrays, and what an application has made of a collection itself, cannot be looked into. */
    static boolean canTell(Object rows) {
        return (rows instanceof Collection || rows instanceof Map)
                && rows.getClass().getName().startsWith("java.util.");
    }

    /** An object of all interfaces of the rows, because a set may be asked for its order. */
    static Object of(Object rows, Use use) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> type = rows.getClass(); type != null; type = type.getSuperclass()) {
            interfaces.addAll(Arrays.asList(type.getInterfaces()));
        }
        return Proxy.newProxyInstance(
                UsedCollection.class.getClassLoader(),
                interfaces.toArray(Class<?>[]::new),
                new UsedCollection(rows, use));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (use != null) {
            use.touched();
        }
        try {
            return method.invoke(rows, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
