package dev.headroom.fetch.watch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/**
 * Puts a listener in the place of those of a factory that is in use, and gives the place back.
 *
 * @param <T> the listener's type
 */
final class ListenerSwap<T> {

    /** A listener that stands for others. */
    interface Stand<T> {
        List<T> originals();
    }

    /**
     * How Hibernate replaces a listener in one step. Its {@code setListeners} has a moment without any, in which other
     * threads would load nothing.
     */
    private enum InOneStep implements DuplicationStrategy {
        SWAP;

        @Override
        public boolean areMatch(Object listener, Object original) {
            return stands(listener, original) || stands(original, listener);
        }

        private static boolean stands(Object stand, Object original) {
            return stand instanceof Stand<?> replacement
                    && replacement.originals().stream().anyMatch(one -> one == original);
        }

        @Override
        public Action getAction() {
            return Action.REPLACE_ORIGINAL;
        }
    }

    private final EventListenerRegistry registry;
    private final EventType<T> type;
    private final IntFunction<T[]> array;

    ListenerSwap(EventListenerRegistry registry, EventType<T> type, IntFunction<T[]> array) {
        this.registry = registry;
        this.type = type;
        this.array = array;
    }

    /** What is registered, in its order. */
    List<T> listeners() {
        List<T> listeners = new ArrayList<>();
        // The getter is deprecated; this calls back with each listener and fires nothing.
        registry.getEventListenerGroup(type)
                .fireEventOnEachListener(listeners, (listener, all) -> Collections.addAll(all, listener));
        return listeners;
    }

    <S extends T> S install(Function<List<T>, S> stand) {
        List<T> originals = List.copyOf(listeners());
        S replacement = stand.apply(originals);
        if (originals.size() == 1) {
            swap(replacement);
        } else {
            registry.setListeners(type, arrayOf(List.of(replacement)));
        }
        return replacement;
    }

    /** Does nothing if something else has taken the place since. */
    void uninstall(T replacement, List<T> originals) {
        List<T> listeners = listeners();
        int place = listeners.indexOf(replacement);
        if (place < 0) {
            return;
        }
        if (originals.size() == 1) {
            swap(originals.get(0));
        } else {
            listeners.remove(place);
            listeners.addAll(place, originals);
            registry.setListeners(type, arrayOf(listeners));
        }
    }

    private void swap(T listener) {
        EventListenerGroup<T> group = registry.getEventListenerGroup(type);
        group.addDuplicationStrategy(InOneStep.SWAP);
        group.appendListener(listener);
    }

    private T[] arrayOf(List<T> listeners) {
        return listeners.toArray(array);
    }
}
