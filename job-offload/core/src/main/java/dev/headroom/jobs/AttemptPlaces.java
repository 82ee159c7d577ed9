package dev.headroom.jobs;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Places for the attempts that run at once. A thread takes a free one without a lock, mostly the one that it had before. Safe for use by
 * many threads.
 */
final class AttemptPlaces {

    /** So far from each other that processors do not take memory from each other (16 references of 4 bytes are a cache line). */
    private static final int STRIDE = 16;

    /** In a place that is taken, before its attempt has begun. */
    private static final Object TAKEN = new Object();

    private final int count;
    private final AtomicReferenceArray<@Nullable Object> places;

    /** For an engine that runs more at once than it should. */
    private volatile @Nullable AttemptPlaces more;

    /**
     * @param most attempts at once
     */
    AttemptPlaces(int most) {
        this.count = 2 * most; // so that a free one is near
        this.places = new AtomicReferenceArray<>(count * STRIDE);
    }

    /** Returns a place that is the caller's until it is free again. */
    int take() {
        int first = (int) (Thread.currentThread().getId() % count);
        for (int look = 0; look < count; look++) {
            int place = (first + look) % count;
            if (places.compareAndSet(place * STRIDE, null, TAKEN)) {
                return place;
            }
        }
        return count + others().take();
    }

    private synchronized AttemptPlaces others() {
        AttemptPlaces others = more;
        if (others == null) {
            others = new AttemptPlaces(count);
            more = others;
        }
        return others;
    }

    void put(int place, Attempt attempt) {
        set(place, attempt);
    }

    void free(int place) {
        set(place, null);
    }

    private void set(int place, @Nullable Object content) {
        if (place < count) {
            places.set(place * STRIDE, content);
        } else {
            others().set(place - count, content);
        }
    }

    boolean areFree() {
        for (int place = 0; place < count; place++) {
            if (places.get(place * STRIDE) != null) {
                return false;
            }
        }
        AttemptPlaces others = more;
        return others == null || others.areFree();
    }

    void forEach(Consumer<Attempt> consumer) {
        for (int place = 0; place < count; place++) {
            if (places.get(place * STRIDE) instanceof Attempt attempt) {
                consumer.accept(attempt);
            }
        }
        AttemptPlaces others = more;
        if (others != null) {
            others.forEach(consumer);
        }
    }
}
