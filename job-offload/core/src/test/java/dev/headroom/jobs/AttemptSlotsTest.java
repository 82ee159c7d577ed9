package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttemptSlotsTest {

    private final AttemptSlots slots = new AttemptSlots(2);
    private final Set<Integer> taken = new LinkedHashSet<>();

    @Test
    void areTakenByOneEachEvenIfMoreComeThanWereToCome() {
        for (int count = 0; count < 50; count++) {
            taken.add(slots.take());
        }
        assertThat(taken).hasSize(50);
        assertThat(slots.areFree()).isFalse();
    }

    @Test
    void areTakenAgainOnceTheyAreFree() {
        for (int count = 0; count < 50; count++) {
            taken.add(slots.take());
        }
        taken.forEach(slot -> {
            assertThat(slots.areFree()).isFalse();
            slots.free(slot);
        });
        assertThat(slots.areFree()).isTrue();
        assertThat(taken).contains(slots.take());
    }

    @Test
    void haveNoAttemptBeforeItBegins() {
        slots.take();
        slots.forEach(attempt -> assertThat(attempt).as("of an empty place").isNull());
    }
}
