package dev.headroom.jobs;

import java.util.Map;

/** Carries nothing. */
enum NoContext implements ContextCarrier {
    INSTANCE;

    @Override
    public Map<String, String> capture() {
        return Map.of();
    }

    @Override
    public Scope restore(Map<String, String> context) {
        return () -> {};
    }
}
