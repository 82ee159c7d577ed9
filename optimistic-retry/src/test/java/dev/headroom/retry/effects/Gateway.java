package dev.headroom.retry.effects;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A payment provider that does not notice repeated keys, so that each charge too many can be seen. */
final class Gateway {

    /** The idempotency keys of all charges that were made. */
    final List<String> charges = new CopyOnWriteArrayList<>();

    String charge(String key) {
        charges.add(key);
        return "receipt " + charges.size() + " of " + key;
    }

    Optional<String> findCharge(String key) {
        int position = charges.indexOf(key);
        return position < 0 ? Optional.empty() : Optional.of("receipt " + (position + 1) + " of " + key);
    }

    /** What an honest hook says. */
    EffectFinding finding(UncertainEffect effect) {
        return findCharge(effect.idempotencyKey())
                .<EffectFinding>map(EffectFinding.Happened::new)
                .orElseGet(EffectFinding.DidNotHappen::new);
    }
}
