package dev.headroom.retry.effects;

import dev.headroom.retry.exception.InsideTransactionException;
import dev.headroom.retry.exception.UnknownCommitException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Side effects of one request, each of which happens once, over all attempts, threads, machines and restarts. Immutable and
 * thread-safe; from {@link EffectLog#forKey(String)}.
 */
public final class Effects {

    private static final int KEY_LENGTH = 200;
    private static final int NAME_LENGTH = 50;
    private static final int FINGERPRINT_LENGTH = 255;

    private final EffectSettings settings;
    private final String key;
    private final @Nullable String fingerprint;

    Effects(EffectSettings settings, String key, @Nullable String fingerprint) {
        this.settings = settings;
        this.key = checked("key", key, KEY_LENGTH);
        this.fingerprint = fingerprint == null ? null : checked("fingerprint", fingerprint, FINGERPRINT_LENGTH);
    }

    /**
     * Carries out an effect, unless it has been: then its answer is replayed.
     *
     * <p>A row is looked for; one is inserted that says that the effect is in flight and until when; the function is called;
     * the answer is stored in the row. Each is a short transaction of its own. While the function runs, this library holds no transaction,
     * connection or lock. The answer is returned only if it is stored.
     *
     * <p>If the row says that the effect was begun by a call that has not ended, or by one whose lease has, nothing is called
     * blindly:
     *
     * <ul>
     *   <li>before the lease has ended, {@link EffectInFlightException};
     *   <li>after it, or at once if the function threw anything but {@link EffectRejectedException}, the effect is uncertain, and
     *       the hook of {@link EffectLogBuilder#onUncertain} decides. One caller at a time asks it.
     * </ul>
     *
     * <p>If the function takes longer than the lease, and another call has stored an answer meanwhile, that one is returned: an
     * answer that is stored does not change. What the function throws reaches the caller as it is.
     *
     * <p>Sends one {@code select} and one {@code insert} before the call, and one {@code update} after it; a replay sends the
     * {@code select}. What loses against another transaction is tried up to three times, and what comes after the call
     * whatever fails. The tries do not wait.
     *
     * @param name of the effect, of which a request may have several: up to 50 characters without a slash
     * @param call carries out the effect. It gets the idempotency key to send along, which is always the same for this effect:
     *     the key of the request, a slash and the name. It returns the answer to be replayed: any text without the character 0,
     *     which PostgreSQL does not store, or null.
     * @return the answer
     * @throws EffectInFlightException if somebody else is carrying it out
     * @throws EffectUncertainException if it may have happened, or if it did, but its answer could not be stored
     * @throws EffectKeyReusedException if the key was used with another fingerprint
     * @throws InsideTransactionException if the thread is in a transaction
     * @throws IllegalArgumentException if the name is too long, blank, or has a slash or control characters
     * @throws UnknownCommitException if the row could not be inserted for certain; nothing was called
     */
    public @Nullable String once(String name, Function<String, @Nullable String> call) {
        return once(name, EffectCodec.of(text -> text, text -> text), call);
    }

    /**
     * The same with answers of any type.
     *
     * @param <T> the type of the answers
     * @param name as above
     * @param codec turns the answer into text and back. What it throws after the call leaves the effect uncertain.
     * @param call as above, with an answer that the codec can write, or null
     * @return the answer of the call, or on replay what the codec reads
     * @throws EffectInFlightException as above
     * @throws EffectUncertainException as above
     * @throws EffectKeyReusedException as above
     * @throws InsideTransactionException as above
     * @throws IllegalArgumentException as above
     * @throws UnknownCommitException as above
     */
    public <T> @Nullable T once(String name, EffectCodec<T> codec, Function<String, @Nullable T> call) {
        if (checked("name", name, NAME_LENGTH).contains("/")) {
            throw new IllegalArgumentException("The name of an effect has no slash: one separates it from the key.");
        }
        settings.transactions().refuseOuter("once(\"" + name + "\")");
        return new EffectCall(settings, this, name).run(codec, call);
    }

    String key() {
        return key;
    }

    @Nullable String fingerprint() {
        return fingerprint;
    }

    /** No two effects have the same, because names have no slash. */
    String idempotencyKey(String name) {
        return key + "/" + name;
    }

    /** Before anything is sent: databases disagree on what they cut, change or refuse. */
    private static String checked(String place, String value, int most) {
        if (value.isBlank() || value.length() > most) {
            throw new IllegalArgumentException("The " + place + " of an effect has " + value.length()
                    + " characters or is blank; give it 1 to " + most + ", for instance a hash of something longer.");
        }
        if (value.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException("The " + place
                    + " of an effect has control characters or half a surrogate pair; leave them out, or give a hash.");
        }
        return value;
    }
}
