/**
 * Side effects, such as a payment or a mail, that happen once although the code around them is tried again.
 *
 * <p>Begin with {@link dev.headroom.retry.effects.EffectLog}. It keeps a row for each effect. {@link
 * dev.headroom.retry.effects.Effects#once} carries an effect out, or replays its stored answer. {@code EffectCall} is one call of
 * it, and {@code EffectTable} has the SQL. {@link dev.headroom.retry.effects.UncertainEffects} is your hook for effects that may
 * have happened. The package works alone; an update can use it to prove lost commits.
 */
@NullMarked
package dev.headroom.retry.effects;

import org.jspecify.annotations.NullMarked;
