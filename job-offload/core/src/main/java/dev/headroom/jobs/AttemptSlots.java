package dev.headroom.jobs;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Slots for the attempts that run at once. A thread takes a free one without a lock, mostly the one that it had before. Safe for use by
 * many threads.
 */
final class AttemptSlots {

    /** So far from each other that processors do not take memory from each other (16 references of 4 bytes are a cache line). */
    private static final int STRIDE = 16;

    /** In a slot that is taken, before its attempt has begun. */
    private static final Object TAKEN = new Object();

    private final int count;
    private final AtomicReferenceArray<@Nullable Object> slots;

    /** For an engine that runs more at once than it should. */
    private volatile @Nullable AttemptSlots more;

    /**
     * @param most attempts at once
     */
    AttemptSlots(int most) {
        this.count = 2 * most; // so that a free one is near
        this.slots = new AtomicReferenceArray<>(count * STRIDE);
    }

    /** Returns a slot that is the caller's until it is free again. */
    int take() {
        int first = (int) (Thread.currentThread().getId() % count);
        for (int look = 0; look < count; look++) {
            int slot = (first + look) % count;
            if (slots.compareAndSet(slot * STRIDE, null, TAKEN)) {
                return slot;
            }
        }
        return count + others().take();
    }

    private synchronized AttemptSlots others() {
        AttemptSlots others = more;
        if (others == null) {
            others = new AttemptSlots(count);
            more = others;
        }
        return others;
    }

    void put(int slot, Attempt attempt) {
        set(slot, attempt);
    }

    void free(int slot) {
        set(slot, null);
    }

    private void set(int slot, @Nullable Object content) {
        if (slot < count) {
            slots.set(slot * STRIDE, content);
        } else {
            others().set(slot - count, content);
        }
    }

    boolean areFree() {
        for (int slot = 0; slot < count; slot++) {
            if (slots.get(slot * STRIDE) != null) {
                return false;
            }
        }
        AttemptSlots others = more;
        return others == null || others.areFree();
    }

    void forEach(Consumer<Attempt> consumer) {
        for (int slot = 0; slot < count; slot++) {
            if (slots.get(slot * STRIDE) instanceof Attempt attempt) {
                consumer.accept(attempt);
            }
        }
        AttemptSlots others = more;
        if (others != null) {
            others.forEach(consumer);
        }
    }
}
