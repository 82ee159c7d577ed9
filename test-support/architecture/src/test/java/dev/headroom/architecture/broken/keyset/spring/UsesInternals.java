package dev.headroom.architecture.broken.keyset.spring;

import dev.headroom.architecture.broken.keyset.internal.Parts;

/** Another artifact. */
final class UsesInternals {

    private final Parts parts = new Parts();

    @Override
    public String toString() {
        return parts.name();
    }
}
