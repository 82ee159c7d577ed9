package dev.headroom.jobs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/** Propagates what SLF4J writes with each line of a log. */
final class MdcContext implements ContextPropagator {

    private final List<String> keys;

    MdcContext(List<String> keys) {
        this.keys = keys;
    }

    @Override
    public Map<String, String> capture() {
        Map<String, String> captured = new HashMap<>();
        for (String key : keys) {
            String value = MDC.get(key);
            if (value != null) {
                captured.put(key, value);
            }
        }
        return captured;
    }

    @Override
    public Scope restore(Map<String, String> context) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        context.forEach(MDC::put);
        return () -> {
            MDC.clear();
            if (before != null) {
                before.forEach(MDC::put);
            }
        };
    }
}
