package dev.headroom.fetch.watch;

import dev.headroom.fetch.watch.Fetches.Fetch;
import java.util.List;

/**
 * Reports to the fetches that loaded something that the application uses it. The stack is walked until it does, and not
 * any more after that.
 *
 * @param fetches one for each recording that is open
 */
record Use(List<Fetch> fetches) {

    /** A touch of what was loaded, by the application or by Hibernate itself. */
    void touched() {
        if (!isKnown() && Toucher.now() == Toucher.APPLICATION) {
            fetches.forEach(Fetch::use);
        }
    }

    /** The application has it, by whatever way. */
    void used() {
        fetches.forEach(Fetch::use);
    }

    private boolean isKnown() {
        for (Fetch fetch : fetches) {
            if (!fetch.isUsed()) {
                return false;
            }
        }
        return true;
    }
}
