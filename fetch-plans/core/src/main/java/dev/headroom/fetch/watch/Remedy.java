package dev.headroom.fetch.watch;

import org.hibernate.engine.FetchTiming;
import org.hibernate.metamodel.mapping.AttributeMapping;

/** What keeps an association from being loaded. */
final class Remedy {

    private Remedy() {}

    /**
     * @param planned whether a plan was at work; it need not have named an association that the mapping loads in any case
     */
    static String of(String role, AttributeMapping association, boolean planned) {
        String path = role.substring(role.indexOf('.') + 1);
        boolean eager = association.getMappedFetchOptions().getTiming() == FetchTiming.IMMEDIATE;
        String lazy = "make " + role + " lazy in the mapping";
        if (planned) {
            return "take \"" + path + "\" out of the fetch plan" + (eager ? ", or " + lazy : "");
        }
        return eager ? lazy : "take \"" + path + "\" out of the query's join fetch or entity graph";
    }
}
