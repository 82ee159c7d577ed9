package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttemptPlacesTest {

    private final AttemptPlaces places = new AttemptPlaces(2);
    private final Set<Integer> taken = new LinkedHashSet<>();

    @Test
    void areTakenByOneEachEvenIfMoreComeThanWereToCome() {
        for (int count = 0; count < 50; count++) {
            taken.add(places.take());
        }
        assertThat(taken).hasSize(50);
        assertThat(places.areFree()).isFalse();
    }

    @Test
    void areTakenAgainOnceTheyAreFree() {
        for (int count = 0; count < 50; count++) {
            taken.add(places.take());
        }
        taken.forEach(place -> {
            assertThat(places.areFree()).isFalse();
            places.free(place);
        });
        assertThat(places.areFree()).isTrue();
        assertThat(taken).contains(places.take());
    }

    @Test
    void haveNoAttemptBeforeItBegins() {
        places.take();
        places.forEach(attempt -> assertThat(attempt).as("of an empty place").isNull());
    }
}
