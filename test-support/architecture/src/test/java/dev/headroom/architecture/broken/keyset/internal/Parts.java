package dev.headroom.architecture.broken.keyset.internal;

import dev.headroom.architecture.broken.keyset.ShowsInternals;

/** Looks back at the package that uses it. */
public final class Parts {

    /** Makes a cycle. */
    public String name() {
        return ShowsInternals.class.getName();
    }
}
