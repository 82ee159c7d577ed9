package dev.headroom.jobs;

import java.util.List;
import java.util.Map;

/**
 * Propagates context, such as a trace id, from the code that enqueues a job to the attempts that run it. The context is stored with the
 * job: keep it small, and without secrets. Called by many threads. An exception of {@link #capture} reaches the code that enqueues; one of
 * {@link #restore} fails the attempt; the first one of {@link Scope#close} is logged, and changes nothing.
 */
public interface ContextPropagator {

    /**
     * Captures the context of this thread.
     *
     * @return text by names
     */
    Map<String, String> capture();

    /**
     * Restores a context on this thread.
     *
     * @param context as {@link #capture} gave it
     * @return ends the context when it is closed
     */
    Scope restore(Map<String, String> context);

    /** A context on a thread. */
    interface Scope extends AutoCloseable {

        /** Ends the context. */
        @Override
        void close();
    }

    /**
     * Propagates nothing.
     *
     * @return a propagator
     */
    static ContextPropagator none() {
        return new ContextPropagator() {
            @Override
            public Map<String, String> capture() {
                return Map.of();
            }

            @Override
            public Scope restore(Map<String, String> context) {
                return () -> {};
            }
        };
    }

    /**
     * Propagates the diagnostic context of SLF4J.
     *
     * @param keys to propagate; others are left out
     * @return a propagator
     */
    static ContextPropagator mdc(String... keys) {
        return new MdcContext(List.of(keys));
    }
}
