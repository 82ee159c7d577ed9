package dev.headroom.keyset.spring;

import dev.headroom.keyset.Keyset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives methods of controllers the {@link Keyset} that their reader asks for by the query parameter {@code sort}: one of
 * the {@link KeysetOrders} of the entity, the first of them if there is no such parameter, and otherwise an {@link
 * UnknownSortException}. Immutable and thread-safe; register it in {@code WebMvcConfigurer.addArgumentResolvers}.
 *
 * <p>It resolves all parameters of the type {@code Keyset<E>}, so register one for all entities; for an entity that has no
 * orders here it throws {@link IllegalStateException}. Two lists of one entity that offer different orders are served by
 * {@code orders.choose(sort)} and a {@code @RequestParam} instead.
 */
public final class KeysetArgumentResolver implements HandlerMethodArgumentResolver {

    private final Map<Class<?>, KeysetOrders<?>> byEntity;
    private final @Nullable BeanFactory beans;

    private KeysetArgumentResolver(Map<Class<?>, KeysetOrders<?>> byEntity, @Nullable BeanFactory beans) {
        this.byEntity = Collections.unmodifiableMap(byEntity);
        this.beans = beans;
    }

    /**
     * Resolves the orders of some entities.
     *
     * @param orders what readers can choose from, those of an entity together
     * @return the resolver
     * @throws IllegalArgumentException if two of them are of one entity
     */
    public static KeysetArgumentResolver of(KeysetOrders<?>... orders) {
        Map<Class<?>, KeysetOrders<?>> byEntity = new LinkedHashMap<>();
        for (KeysetOrders<?> some : orders) {
            if (byEntity.put(some.entity(), some) != null) {
                throw new IllegalArgumentException(
                        some.entity().getSimpleName() + " has orders already: put all of them"
                                + " into one KeysetOrders, or serve one of the lists by KeysetOrders.choose and a @RequestParam.");
            }
        }
        return new KeysetArgumentResolver(byEntity, null);
    }

    /**
     * Resolves the orders of every entity that has a bean of the type {@code KeysetOrders<E>}. The bean is looked up when a
     * request comes, so the application's web configuration need not know its entities, nor wait for them.
     *
     * @param beans that have the orders, one for each entity, such as the {@code ApplicationContext}
     * @return the resolver
     */
    public static KeysetArgumentResolver ofBeans(BeanFactory beans) {
        return new KeysetArgumentResolver(Map.of(), Objects.requireNonNull(beans, "beans"));
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Keyset.class;
    }

    @Override
    public Keyset<?> resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        ResolvableType type = ResolvableType.forMethodParameter(parameter);
        Class<?> entity = type.getGeneric(0).toClass();
        KeysetOrders<?> orders = byEntity.containsKey(entity) ? byEntity.get(entity) : bean(entity);
        if (orders == null) {
            throw new IllegalStateException("There are no orders for " + type + ", only for " + byEntity.keySet() + ": "
                    + (beans == null ? "add them to the KeysetArgumentResolver." : oneBean(entity)));
        }
        return orders.choose(Parameters.only(Parameters.SORT, webRequest));
    }

    private static String oneBean(Class<?> entity) {
        return "define one bean of the type KeysetOrders<" + entity.getSimpleName() + ">, or make one of them primary.";
    }

    private @Nullable KeysetOrders<?> bean(Class<?> entity) {
        if (beans == null) {
            return null;
        }
        ResolvableType type = ResolvableType.forClassWithGenerics(KeysetOrders.class, entity);
        return beans.<KeysetOrders<?>>getBeanProvider(type).getIfUnique();
    }
}
