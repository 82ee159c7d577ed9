package dev.headroom.examples.musicstore.page;

import org.jspecify.annotations.Nullable;

/**
 * A module of Headroom as the checklist shows it.
 *
 * @param name of the module and of its page
 * @param label in the navigation
 * @param problem that the module removes
 * @param title of its page; null if it has none, because the module is not built yet
 * @param answer what the module does about the problem, in one sentence
 * @param figure one measured figure; null if the module is not built yet
 * @param source where the figure comes from; null if there is none
 */
record StoreModule(
        String name,
        String label,
        String problem,
        @Nullable String title,
        String answer,
        @Nullable String figure,
        @Nullable Source source) {

    /** The benchmark of a figure. */
    record Source(String scenario, String benchmarkCase, String metric) {}

    boolean isBuilt() {
        return title != null;
    }
}
