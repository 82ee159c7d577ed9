package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.model.JobId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A subscription holds no more claims than it runs handlers at once. */
class RoomTest {

    private final AtomicInteger looks = new AtomicInteger();
    private final Map<Claim, Room> rooms = new ConcurrentHashMap<>();
    private final Room room = new Room(4, rooms, looks::incrementAndGet);

    private static List<Claim> claims(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Claim(new JobId(new UUID(0, number)), "default", 2))
                .toList();
    }

    @Test
    void countsAClaimUntilItsHandlerHasEnded() {
        List<Claim> claims = claims(3);
        room.add(claims, false);
        assertThat(room.free()).isEqualTo(1);

        Room.leave(rooms, claims.get(0));
        Room.leave(rooms, claims.get(0));
        assertThat(room.free()).isEqualTo(2);
        assertThat(rooms).hasSize(2);
        assertThat(looks).as("there was no more work").hasValue(0);
    }

    @Test
    void looksWhenHalfOfItsHandlersAreFreeIfThereMayBeMore() {
        List<Claim> claims = claims(4);
        room.add(claims, true);
        long added = System.nanoTime();
        Room.leave(rooms, claims.get(0));
        boolean atOnce = System.nanoTime() - added < Room.WORTHWHILE;
        assertThat(looks.get()).isEqualTo(atOnce ? 0 : 1);

        int before = looks.get();
        Room.leave(rooms, claims.get(1));
        assertThat(looks).hasValue(before + 1);
    }

    /** A slow job must not keep a free handler from working. */
    @Test
    void looksAtOnceIfItHasNotLookedForAWhile() {
        List<Claim> claims = claims(4);
        room.add(claims, true);
        long added = System.nanoTime();
        while (System.nanoTime() - added < Room.WORTHWHILE) {
            Thread.onSpinWait();
        }
        Room.leave(rooms, claims.get(0));
        assertThat(looks).hasValue(1);
    }

    @Test
    void looksWhenSomethingIsExpected() {
        List<Claim> claims = claims(2);
        room.add(claims, false);
        room.expect();
        Room.leave(rooms, claims.get(0));
        assertThat(looks).hasValue(1);
    }
}
