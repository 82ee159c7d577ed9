package dev.headroom.fetch.watch;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Which sessions are watched in production.
 *
 * @param oneOf of how many sessions one is watched
 * @param listener gets what is found
 * @param failed whether it did, which is logged once
 */
record Sampling(int oneOf, Consumer<NPlusOne> listener, AtomicBoolean failed) {

    Sampling(int oneOf, Consumer<NPlusOne> listener) {
        this(oneOf, listener, new AtomicBoolean());
    }

    /** So many loads of an association in a session have their stack walked. */
    static final int MOST_LOOKS = 8;

    private static final System.Logger LOG = System.getLogger(QueryWatch.class.getName());

    /** The odd number nearest to 2^32 divided by the golden ratio, which spreads whatever it multiplies. */
    private static final int SPREAD = 0x9E3779B9;

    /** The same answer each time for a session, without a note of it: an identity hash is a random number. */
    boolean takes(Object session) {
        return oneOf == 1 || Integer.remainderUnsigned((System.identityHashCode(session) * SPREAD) >>> 8, oneOf) == 0;
    }

    void report(List<NPlusOne> found) {
        for (NPlusOne one : found) {
            try {
                listener.accept(one);
            } catch (Throwable e) { // some languages throw checked exceptions from anywhere
                // The application closes a session, and has no part in this.
                if (failed.compareAndSet(false, true)) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "The listener of QueryWatch.sample failed; what it throws after this is not logged",
                            e);
                }
            }
        }
    }
}
