package dev.headroom.fetch.watch;

import java.lang.reflect.Method;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.proxy.ProxyConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy of a loaded entity does when it is called: as always, and it reports the use. The id is no use, because
 * a reference that is not loaded has it too.
 */
final class UsedReference implements ProxyConfiguration.Interceptor {

    private final ProxyConfiguration.Interceptor always;
    private final Use use;
    private final @Nullable String id;

    private UsedReference(ProxyConfiguration.Interceptor always, Use use, @Nullable String id) {
        this.always = always;
        this.use = use;
        this.id = id;
    }

    /** Whether a proxy is of a kind that can report its use. */
    static boolean canTell(@Nullable Object proxy) {
        return proxy instanceof ProxyConfiguration
                && HibernateProxy.extractLazyInitializer(proxy) instanceof ProxyConfiguration.Interceptor;
    }

    static void attach(HibernateProxy proxy, Use use) {
        LazyInitializer always = proxy.getHibernateLazyInitializer();
        String id = always.getSession() == null
                ? null
                : always.getSession()
                        .getFactory()
                        .getMappingMetamodel()
                        .getEntityDescriptor(always.getEntityName())
                        .getIdentifierPropertyName();
        ((ProxyConfiguration) proxy)
                .$$_hibernate_set_interceptor(new UsedReference((ProxyConfiguration.Interceptor) always, use, id));
    }

    @Override
    public @Nullable Object intercept(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (!isId(method)) {
            use.touched();
        }
        return always.intercept(proxy, method, arguments);
    }

    private boolean isId(Method method) {
        return id != null
                && method.getParameterCount() == 0
                && (method.getName().equalsIgnoreCase("get" + id)
                        || method.getName().equals(id));
    }
}
