package dev.headroom.architecture.broken.keyset;

import dev.headroom.architecture.broken.keyset.internal.Parts;

/** Shows what applications must not use. */
public final class ShowsInternals {

    /** In a result. */
    public Parts parts() {
        return new Parts();
    }
}
