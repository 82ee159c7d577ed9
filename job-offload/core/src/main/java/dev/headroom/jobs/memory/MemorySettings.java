package dev.headroom.jobs.memory;

import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the application chose.
 *
 * @param limits of waiting jobs by queues
 * @param keep how many ended jobs at most
 * @param afterCommit runs something when the current transaction is committed; null if nobody can tell
 */
record MemorySettings(
        Clock clock,
        Map<String, Integer> limits,
        int keep,
        @Nullable Consumer<Runnable> afterCommit) {}
