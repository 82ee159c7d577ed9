package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.Claim;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many jobs a subscription may still claim: it holds no more claims than it runs handlers at once. A claim whose handler has ended does
 * not count, although its end has yet to be stored. Safe for use by many threads.
 */
final class Room {

    /** Claims after so long find enough to be worth a statement, however few handlers have ended. */
    static final long WORTHWHILE = TimeUnit.MILLISECONDS.toNanos(2);

    private final int most;
    private final Map<Claim, Room> rooms;
    private final Runnable look;
    private final AtomicInteger held = new AtomicInteger();
    private volatile boolean more;
    private volatile long claimedAt = System.nanoTime();

    /**
     * @param most handlers at once
     * @param rooms of all claims of the engine
     * @param look looks for work
     */
    Room(int most, Map<Claim, Room> rooms, Runnable look) {
        this.most = most;
        this.rooms = rooms;
        this.look = look;
    }

    int free() {
        return most - held.get();
    }

    /**
     * Jobs were claimed.
     *
     * @param all whether there may be more
     */
    void add(Collection<Claim> claims, boolean all) {
        claimedAt = System.nanoTime();
        more = all;
        held.addAndGet(claims.size());
        claims.forEach(claim -> rooms.put(claim, this));
    }

    /** There may be work, which is looked for as soon as there is room. To be called before anybody looks. */
    void expect() {
        more = true;
    }

    /** The claim's handler has ended. Repeatable. */
    static void leave(Map<Claim, Room> rooms, Claim claim) {
        Room room = rooms.remove(claim);
        if (room != null) {
            room.leave();
        }
    }

    private void leave() {
        int left = held.decrementAndGet();
        if (more && (left <= most / 2 || System.nanoTime() - claimedAt >= WORTHWHILE)) {
            look.run();
        }
    }
}
