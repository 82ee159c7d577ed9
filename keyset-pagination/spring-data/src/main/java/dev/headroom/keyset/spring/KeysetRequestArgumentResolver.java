package dev.headroom.keyset.spring;

import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.KeysetRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives methods of controllers the {@link KeysetRequest} of their reader, out of the query parameters {@code size},
 * {@code after} and {@code before}. Immutable and thread-safe; register it in {@code
 * WebMvcConfigurer.addArgumentResolvers}.
 *
 * <table>
 * <caption>What readers send, and what they get</caption>
 * <tr><th>Query</th><th>Page</th></tr>
 * <tr><td>none of them</td><td>the first, of the default size</td></tr>
 * <tr><td>{@code size=20}</td><td>the first 20 rows</td></tr>
 * <tr><td>{@code after=…}, {@code before=…}</td><td>the rows after, or before, that cursor</td></tr>
 * <tr><td>{@code before=} with no value</td><td>the last rows: those before the end</td></tr>
 * <tr><td>{@code after=} with no value</td><td>the first rows: those after the start</td></tr>
 * </table>
 *
 * <p>Requests are {@linkplain KeysetRequest#withBothSides() with both sides}, because links back and forth need both.
 * The largest size is that of the keyset, and is checked when the page is read.
 *
 * <p>Two cursors are refused with {@link InvalidCursorException}. A size that is no number is a {@link MalformedSizeException}, which
 * Spring answers with 400. A parameter that is there several times is not one of them.
 */
public final class KeysetRequestArgumentResolver implements HandlerMethodArgumentResolver {

    /** The size of a page unless the application or the reader says otherwise, in rows. */
    public static final int DEFAULT_SIZE = 50;

    private final int defaultSize;

    /** Pages of {@value #DEFAULT_SIZE} rows unless the reader says otherwise. */
    public KeysetRequestArgumentResolver() {
        this(DEFAULT_SIZE);
    }

    /**
     * Pages of a size that the application chooses, unless the reader says otherwise.
     *
     * @param defaultSize in rows, at least 1 and no more than the keysets allow
     * @throws IllegalArgumentException if it is less than 1
     */
    public KeysetRequestArgumentResolver(int defaultSize) {
        if (defaultSize < 1) {
            throw new IllegalArgumentException("defaultSize is " + defaultSize + ", and must be at least 1");
        }
        this.defaultSize = defaultSize;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == KeysetRequest.class;
    }

    @Override
    public KeysetRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        int size = size(Parameters.only(Parameters.SIZE, webRequest), parameter);
        String after = Parameters.only(Parameters.AFTER, webRequest);
        String before = Parameters.only(Parameters.BEFORE, webRequest);
        KeysetRequest request = after == null && before != null && before.isEmpty()
                ? KeysetRequest.last(size)
                : KeysetRequest.of(size, nullIfEmpty(after), nullIfEmpty(before));
        return request.withBothSides();
    }

    private int size(@Nullable String text, MethodParameter parameter) {
        if (text == null) {
            return defaultSize;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new MalformedSizeException(text, parameter, e);
        }
    }

    private static @Nullable String nullIfEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
