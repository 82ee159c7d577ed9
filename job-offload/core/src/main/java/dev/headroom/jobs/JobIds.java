package dev.headroom.jobs;

import dev.headroom.jobs.model.JobId;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Makes ids of jobs: UUIDs of version 7 whose 12 bits after the time count the ids of a millisecond (RFC 9562, section 6.2, method 1), and
 * whose other 62 bits are random. So each id is greater than those before it, and no other process makes the same one or can guess it. With
 * more than 4,096 in a millisecond, or a clock that goes back, the time of the ids runs ahead. Safe for use by many threads.
 */
final class JobIds {

    private static final int COUNTED = 12;
    private static final long COUNT = (1L << COUNTED) - 1;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** Numbers that are drawn together, because to draw one costs as much as to draw many. */
    private static final int DRAWN = 128;

    /** Bytes. */
    private static final int SEED = 48;

    private final SecureRandom random = seeded();
    private final byte[] bytes = new byte[DRAWN * Long.BYTES];
    private final ByteBuffer drawn = ByteBuffer.wrap(bytes).position(bytes.length);

    /** The milliseconds and the count of the last id. */
    private long last;

    /** NIST SP 800-90A, which takes a third of the default's time. Its seed is the default's, which never waits for entropy. */
    private static SecureRandom seeded() {
        SecureRandom seeds = new SecureRandom();
        try {
            SecureRandom random = SecureRandom.getInstance("DRBG");
            byte[] seed = new byte[SEED];
            seeds.nextBytes(seed);
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException unknown) {
            return seeds;
        }
    }

    /**
     * Makes a new id.
     *
     * @param milliseconds since 1970
     * @return an id that no other job has
     */
    synchronized JobId next(long milliseconds) {
        last = Math.max(last + 1, milliseconds << COUNTED);
        if (!drawn.hasRemaining()) {
            random.nextBytes(bytes);
            drawn.clear();
        }
        long first = (last >>> COUNTED << 16) | VERSION | (last & COUNT);
        return new JobId(new UUID(first, (drawn.getLong() >>> 2) | VARIANT));
    }
}
