package dev.headroom.retry.effects;

/**
 * Finds out what became of effects whose end is not known, for instance by asking the payment provider for the charge with the
 * idempotency key. Called without transaction, connection or lock, by one caller at a time for each effect as long as it
 * answers within the lease; by several threads for several effects.
 *
 * <p>Until the lease has ended the former call may still be under way, and after it too if it takes longer than the lease, or
 * if the clocks of two machines differ: say {@link EffectFinding.DidNotHappen} only if a late call with the same idempotency key
 * does no harm, or no longer comes.
 */
@FunctionalInterface
public interface UncertainEffects {

    /**
     * Finds out.
     *
     * @param effect that was begun
     * @return what follows; an exception reaches the caller of {@code once}, and the effect stays uncertain
     */
    EffectFinding find(UncertainEffect effect);
}
