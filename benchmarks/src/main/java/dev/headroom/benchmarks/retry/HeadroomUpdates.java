package dev.headroom.benchmarks.retry;

import dev.headroom.retry.Outcome;
import dev.headroom.retry.RetryPolicy;
import dev.headroom.retry.VersionedUpdate;
import dev.headroom.retry.VersionedUpdates;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;

/** This library. */
final class HeadroomUpdates implements UpdateContender {

    private static final RetryPolicy PATIENT =
            RetryPolicy.standard().attempts(UpdateContenders.ENOUGH_ATTEMPTS).deadline(Duration.ofHours(1));

    private final String name;
    private final VersionedUpdates updates;
    private final boolean rebases;

    private HeadroomUpdates(String name, EntityManagerFactory entityManagers, RetryPolicy policy, boolean rebases) {
        this.name = name;
        this.updates = VersionedUpdates.of(entityManagers).policy(policy).build();
        this.rebases = rebases;
    }

    static List<UpdateContender> all(EntityManagerFactory entityManagers) {
        return List.of(
                new HeadroomUpdates("headroom", entityManagers, PATIENT, false),
                new HeadroomUpdates("headroom-rebase", entityManagers, PATIENT, true),
                new HeadroomUpdates("headroom-lock-after-3", entityManagers, PATIENT.lockAfter(3), false));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean increment(long id, Computation computation) {
        VersionedUpdate<Account> update = updates.update(Account.class, id);
        Outcome outcome = rebases
                ? update.dependsOn("owner")
                        .compute((account, patch) ->
                                patch.add("balance", computation.next(account.balance) - account.balance))
                : update.compute((account, patch) -> patch.set("balance", computation.next(account.balance)));
        if (outcome instanceof Outcome.Exhausted) {
            return false;
        }
        outcome.orElseThrow();
        return true;
    }
}
