package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.Claim;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The claims that this process holds, from the claim to the end of the attempt. Safe for use by many threads. */
final class HeldClaims {

    /** An attempt that begins later, as behind a limit of rate, reads its job again: the claim may have been taken meanwhile. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private final Map<Claim, HeldClaim> held = new ConcurrentHashMap<>();
    private final long fresh;

    HeldClaims(Duration fresh) {
        this.fresh = fresh.toNanos();
    }

    /** For how many nanoseconds a job that a claim has read can be used. */
    long fresh() {
        return fresh;
    }

    void add(HeldClaim claim) {
        held.put(claim.claim(), claim);
    }

    /** The claim as it is held; if it was not known, it is held from now on. */
    HeldClaim hold(Claim claim) {
        HeldClaim known = held.get(claim);
        return known == null ? held.computeIfAbsent(claim, HeldClaim::new) : known;
    }

    void handlerEnded(Claim claim) {
        HeldClaim known = held.get(claim);
        if (known != null) {
            known.handlerEnded();
        }
    }

    /** The attempt is over, and with it all that was known of its claim. */
    Optional<HeldClaim> release(Claim claim) {
        Optional<HeldClaim> released = Optional.ofNullable(held.remove(claim));
        released.ifPresent(HeldClaim::handlerEnded);
        return released;
    }

    /** Lets go of jobs that were read long ago, and whose attempts have not begun. */
    void forgetOldReads() {
        held.values().forEach(claim -> claim.forgetOldRead(fresh));
    }
}
