package dev.headroom.examples.musicstore.payment;

import dev.headroom.retry.Patch;
import dev.headroom.retry.VersionedUpdates;
import dev.headroom.retry.effects.EffectLog;
import java.util.Objects;

/** Pays with neither a transaction nor a lock while the provider works, and charges once however often it is repeated. */
final class VersionedPayments {

    private final VersionedUpdates updates;
    private final EffectLog effects;
    private final PaymentProvider provider;

    VersionedPayments(VersionedUpdates updates, EffectLog effects, PaymentProvider provider) {
        this.updates = updates;
        this.effects = effects;
        this.provider = provider;
    }

    /** Outside of {@code @Transactional}: it has short transactions of its own. */
    void pay(long id) {
        updates.update(Payment.class, id)
                .compute((payment, patch) -> payment.isPaid() ? patch : charged(payment, patch))
                .orElseThrow();
    }

    private Patch<Payment> charged(Payment payment, Patch<Payment> patch) {
        String receipt = effects.forKey("payment-" + payment.getId())
                .once("charge", key -> provider.charge(key, payment.getAmount()));
        return patch.set("receipt", Objects.requireNonNull(receipt))
                .then(entityManager -> PaymentAccount.credit(entityManager, payment.getAmount()));
    }
}
