package org.springframework.samples.clinic;

import java.util.Collection;

/** Application code in a package that begins like Spring's. */
public final class Clinic {

    private Clinic() {}

    /** Touches a collection in a frame of this package. */
    public static int size(Collection<?> rows) {
        return rows.size();
    }
}
