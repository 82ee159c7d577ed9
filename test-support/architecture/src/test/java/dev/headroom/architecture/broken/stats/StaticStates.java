package dev.headroom.architecture.broken.stats;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Everything static that can change. */
final class StaticStates {

    static final byte[] ARRAY = {1};
    static final AtomicLong ATOMIC = new AtomicLong();
    static final ArrayList<String> CONCRETE = new ArrayList<>();
    static final ThreadLocal<String> LOCAL = new ThreadLocal<>();
    static final Map<String, String> BEHIND_AN_INTERFACE = new ConcurrentHashMap<>();
    static int notFinal = 1;

    private StaticStates() {}
}
