package dev.headroom.jobs;

import java.util.List;
import java.util.Map;

/**
 * Carries what is around whoever enqueues a job, such as a trace, to the attempts. It is stored with the job: keep it small, and without
 * secrets. Called by many threads. What {@link #capture} throws reaches whoever enqueues; what {@link #restore} throws fails the attempt;
 * what {@link Scope#close} throws first is logged, and changes nothing.
 */
public interface ContextCarrier {

    /**
     * What is around this thread.
     *
     * @return text by names
     */
    Map<String, String> capture();

    /**
     * Puts it around this thread.
     *
     * @param context as {@link #capture} gave it
     * @return takes it away again
     */
    Scope restore(Map<String, String> context);

    /** Something that is around a thread. */
    interface Scope extends AutoCloseable {

        /** Takes it away. */
        @Override
        void close();
    }

    /**
     * Carries nothing.
     *
     * @return a carrier
     */
    static ContextCarrier none() {
        return new ContextCarrier() {
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
     * Carries the diagnostic context of SLF4J.
     *
     * @param keys of it; others stay behind
     * @return a carrier
     */
    static ContextCarrier mdc(String... keys) {
        return new MdcContext(List.of(keys));
    }
}
