package dev.headroom.keyset.spring;

import dev.headroom.keyset.Keyset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
 * <p>It resolves all parameters of the type {@code Keyset<E>}; for an entity that has no orders here it throws {@link
 * IllegalStateException}. Two lists of one entity that offer different orders are served by {@code orders.choose(sort)}
 * and a {@code @RequestParam} instead.
 */
public final class KeysetArgumentResolver implements HandlerMethodArgumentResolver {

    private final Map<Class<?>, KeysetOrders<?>> byEntity;

    private KeysetArgumentResolver(Map<Class<?>, KeysetOrders<?>> byEntity) {
        this.byEntity = Collections.unmodifiableMap(byEntity);
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
        return new KeysetArgumentResolver(byEntity);
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
        KeysetOrders<?> orders = byEntity.get(type.getGeneric(0).toClass());
        if (orders == null) {
            throw new IllegalStateException("There are no orders for " + type + ", only for " + byEntity.keySet()
                    + ": add them to the KeysetArgumentResolver.");
        }
        return orders.choose(webRequest.getParameter(Parameters.SORT));
    }
}
