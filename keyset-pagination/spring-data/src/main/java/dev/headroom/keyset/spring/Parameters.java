package dev.headroom.keyset.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;

/** What the query parameters of a list are called. */
final class Parameters {

    static final String SIZE = "size";
    static final String AFTER = "after";
    static final String BEFORE = "before";
    static final String SORT = "sort";

    private Parameters() {}

    /** The value of a parameter; all of them, if a reader sent several, which no list offers and no size is. */
    static @Nullable String only(String name, NativeWebRequest request) {
        String[] values = request.getParameterValues(name);
        return values == null || values.length == 0 ? null : String.join("&" + name + "=", values);
    }
}
