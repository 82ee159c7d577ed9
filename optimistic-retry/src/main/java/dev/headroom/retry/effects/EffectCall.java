package dev.headroom.retry.effects;

import dev.headroom.retry.exception.UnknownCommitException;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call of {@link Effects#once}: begins the effect by a row of its own, calls, stores the answer. */
final class EffectCall {

    private final EffectSettings settings;
    private final Effects effects;
    private final String name;

    /** Of the row, and for whoever carries out the effect. */
    private final String idempotencyKey;

    /** Tells the row from that of another call. */
    private final String owner = UUID.randomUUID().toString();

    /** The row as somebody else left it, whose call may have happened; null if this call is the first. */
    private @Nullable EffectRow former;

    EffectCall(EffectSettings settings, Effects effects, String name) {
        this.settings = settings;
        this.effects = effects;
        this.name = name;
        this.idempotencyKey = effects.idempotencyKey(name);
    }

    <T> @Nullable T run(EffectCodec<T> codec, Function<String, @Nullable T> function) {
        EffectRow finished = settings.<@Nullable EffectRow>before(this::begin);
        if (finished != null) {
            return read(codec, finished.answer());
        }
        if (former != null) {
            EffectFinding finding = find(former);
            if (finding instanceof EffectFinding.Happened happened) {
                return read(codec, store(happened.answer()));
            }
            if (finding instanceof EffectFinding.StillUnknown) {
                EffectUncertainException uncertain = new EffectUncertainException(name, idempotencyKey);
                endLease(uncertain);
                throw uncertain;
            }
            settings.before(this::renew);
        }
        return call(codec, function);
    }

    /**
     * Gives the row if there is nothing to do; otherwise it belongs to this call now. To read and to write are transactions of
     * their own: a strict isolation would have all that read a missing row get into the way of each other's insert.
     */
    private @Nullable EffectRow begin() {
        EffectRow row = settings.<@Nullable EffectRow>inTransaction(table -> table.find(idempotencyKey));
        if (row == null) {
            former = null;
            return settings.<@Nullable EffectRow>inTransaction(this::insert);
        }
        refuseOtherRequest(row);
        if (row.finished()) {
            return row;
        }
        if (!row.owner().equals(owner)) { // it is, if only the answer to the commit was lost
            takeOver(row);
        }
        return null;
    }

    private @Nullable EffectRow insert(EffectTable table) {
        table.begin(idempotencyKey, effects.fingerprint(), owner, settings.lease());
        return null;
    }

    private void refuseOtherRequest(EffectRow row) {
        String fingerprint = effects.fingerprint();
        if (fingerprint != null
                && row.fingerprint() != null
                && !row.fingerprint().equals(fingerprint)) {
            throw new EffectKeyReusedException(name, idempotencyKey);
        }
    }

    private void takeOver(EffectRow row) {
        if (row.state() == EffectRow.State.IN_FLIGHT) {
            throw inFlight(row.leaseUntil());
        }
        former = row;
        lease(row.owner());
    }

    /** Takes the lease, or more time; unless somebody else was faster. */
    private void lease(String from) {
        boolean got = settings.inTransaction(table -> table.lease(idempotencyKey, from, owner, settings.lease()));
        if (!got) {
            EffectRow other = settings.<@Nullable EffectRow>inTransaction(table -> table.find(idempotencyKey));
            throw inFlight(other == null ? 0 : other.leaseUntil());
        }
    }

    private EffectInFlightException inFlight(long leaseUntil) {
        return new EffectInFlightException(name, idempotencyKey, Instant.ofEpochMilli(leaseUntil));
    }

    private EffectFinding find(EffectRow uncertain) {
        Instant leaseEnd = Instant.ofEpochMilli(uncertain.leaseUntil());
        try {
            return Objects.requireNonNull(
                    settings.hook().find(new UncertainEffect(effects.key(), name, idempotencyKey, leaseEnd)),
                    "What the hook of onUncertain found");
        } catch (Throwable failure) {
            endLease(failure);
            throw failure;
        }
    }

    /** The hook took its time, and somebody else may have taken over. */
    private boolean renew() {
        lease(owner);
        return true;
    }

    private <T> @Nullable T call(EffectCodec<T> codec, Function<String, @Nullable T> function) {
        T answer;
        String text;
        try {
            answer = function.apply(idempotencyKey);
            text = answer == null ? null : codec.write(answer);
        } catch (EffectRejectedException rejected) {
            leave(rejected, table -> table.free(idempotencyKey, owner));
            throw rejected;
        } catch (Throwable failure) {
            endLease(failure);
            throw failure;
        }
        String stored = store(text);
        return Objects.equals(stored, text) ? answer : read(codec, stored);
    }

    /** Gives the answer that is stored: it is another one if the lease had ended, and the other was faster. */
    private @Nullable String store(@Nullable String text) {
        try {
            return settings.<@Nullable String>after(table -> store(table, text));
        } catch (PersistenceException | UnknownCommitException failure) {
            throw new EffectUncertainException(name, idempotencyKey, failure);
        }
    }

    private @Nullable String store(EffectTable table, @Nullable String text) {
        if (table.finish(idempotencyKey, owner, text)) {
            return text;
        }
        EffectRow row = table.find(idempotencyKey);
        if (row == null) { // another has freed it, but it did happen
            table.begin(idempotencyKey, effects.fingerprint(), owner, Duration.ZERO);
            table.finish(idempotencyKey, owner, text);
            return text;
        }
        if (!row.finished()) {
            throw inFlight(row.leaseUntil());
        }
        return row.answer();
    }

    /** The next call need not wait to find out. */
    private void endLease(Throwable reason) {
        leave(reason, table -> table.lease(idempotencyKey, owner, owner, Duration.ZERO));
    }

    /** If this fails, the lease ends by itself. */
    private void leave(Throwable reason, Consumer<EffectTable> work) {
        try {
            settings.after(table -> {
                work.accept(table);
                return true;
            });
        } catch (RuntimeException failure) {
            reason.addSuppressed(failure);
        }
    }

    private static <T> @Nullable T read(EffectCodec<T> codec, @Nullable String text) {
        return text == null ? null : codec.read(text);
    }
}
