package dev.headroom.keyset.spring;

/** What the query parameters of a list are called. */
final class Parameters {

    static final String SIZE = "size";
    static final String AFTER = "after";
    static final String BEFORE = "before";
    static final String SORT = "sort";

    private Parameters() {}
}
