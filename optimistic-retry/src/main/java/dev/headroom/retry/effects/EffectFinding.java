package dev.headroom.retry.effects;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an {@link UncertainEffects} hook found out. */
public sealed interface EffectFinding {

    /**
     * What a search for the effect found.
     *
     * @param answer as the call would have returned it; empty if it did not happen, and will not by what was sent before
     * @return {@link Happened} or {@link DidNotHappen}
     */
    static EffectFinding of(Optional<String> answer) {
        return answer.isPresent() ? new Happened(answer.get()) : new DidNotHappen();
    }

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
