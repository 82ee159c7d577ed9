package dev.headroom.retry;

import org.jspecify.annotations.Nullable;

/** What an {@link UncertainEffects} hook found out. */
public sealed interface EffectFinding {

    /**
     * It happened. The answer is stored, and replayed from now on; nothing is called.
     *
     * @param answer as the call would have returned it; of an {@link EffectCodec} its text
     */
    record Happened(@Nullable String answer) implements EffectFinding {}

    /** It did not happen, and will not by what was sent before. It is called now, with the same idempotency key. */
    record DidNotHappen() implements EffectFinding {}

    /** It cannot be told yet: {@link EffectUncertainException}. The next call with the key asks again. */
    record StillUnknown() implements EffectFinding {}
}
