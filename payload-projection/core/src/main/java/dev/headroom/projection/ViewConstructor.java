package dev.headroom.projection;

import org.jspecify.annotations.Nullable;

/** Makes a view of the values of its components. */
interface ViewConstructor {

    /** The record or the interface. */
    Class<?> type();

    /**
     * Makes one view, or throws if the view does not accept the values.
     *
     * @param values in the order of the components
     */
    Object construct(@Nullable Object[] values);
}
