package dev.headroom.fetch.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.FetchTiming;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.jspecify.annotations.Nullable;

/**
 * What a recording's thread loaded of associations unasked, and whether it was used since. Belongs to that thread; only
 * the use may come from others.
 */
final class Fetches {

    private record Place(String role, CallSite site) {}

    /** An association that was loaded from one place. */
    static final class Fetch {
        private final String fix;
        private int owners;
        private volatile boolean used;

        Fetch(String fix) {
            this.fix = fix;
        }

        void use() {
            used = true;
        }

        boolean isUsed() {
            return used;
        }
    }

    private final @Nullable Fetches outer;
    private final Map<Place, Fetch> places = new LinkedHashMap<>();
    private final IdentityHashMap<EntityHolder, EagerTarget> targets = new IdentityHashMap<>();
    private final Deque<String> touched = new ArrayDeque<>();
    private final Deque<String> eager = new ArrayDeque<>();
    private @Nullable StackLook look;

    /**
     * @param outer of a recording around this one
     */
    Fetches(@Nullable Fetches outer) {
        this.outer = outer;
    }

    /** Another statement, of another place maybe. */
    void statement() {
        look = null;
    }

    /** Where the application runs the statement whose rows are read. */
    StackLook look() {
        StackLook known = look;
        if (known == null) {
            known = StackLook.now();
            look = known;
        }
        return known;
    }

    /** Counts an owner whose association is loaded. */
    Use loaded(String role, AttributeMapping association) {
        List<Fetch> fetches = new ArrayList<>();
        StackLook from = look();
        for (Fetches one = this; one != null; one = one.outer) {
            Fetch fetch = one.places.computeIfAbsent(
                    new Place(role, from.site()), place -> new Fetch(fix(role, association, from.planned())));
            fetch.owners++;
            fetches.add(fetch);
        }
        return new Use(List.copyOf(fetches));
    }

    /**
     * What keeps an association from being loaded.
     *
     * @param planned whether a plan was at work; it need not have named an association that the mapping loads in any
     *     case
     */
    private static String fix(String role, AttributeMapping association, boolean planned) {
        String path = role.substring(role.indexOf('.') + 1);
        boolean eager = association.getMappedFetchOptions().getTiming() == FetchTiming.IMMEDIATE;
        String lazy = "make " + role + " lazy in the mapping";
        if (planned) {
            return "take \"" + path + "\" out of the fetch plan" + (eager ? ", or " + lazy : "");
        }
        return eager ? lazy : "take \"" + path + "\" out of the query's join fetch or entity graph";
    }

    /** Runs a load of collections that were touched, so that they are no fetch of ours. */
    void whileTouched(String role, Runnable load) {
        during(touched, role, load);
    }

    boolean isTouched(String role) {
        return touched.contains(role);
    }

    /** Runs a load of targets that the mapping wants at once. */
    void whileEager(String entity, Runnable load) {
        during(eager, entity, load);
    }

    boolean isEager(String entity) {
        return eager.contains(entity);
    }

    private static void during(Deque<String> deque, String name, Runnable load) {
        deque.push(name);
        try {
            load.run();
        } finally {
            deque.pop();
        }
    }

    void add(EntityHolder entity, EagerTarget target) {
        targets.put(entity, target);
    }

    @Nullable EagerTarget target(EntityHolder entity) {
        EagerTarget target = targets.get(entity);
        return target == null && outer != null ? outer.target(entity) : target;
    }

    /** Keeps nothing alive when the recording is over. */
    void close() {
        targets.clear();
    }

    List<UnusedFetch> unused() {
        List<UnusedFetch> unused = new ArrayList<>();
        places.forEach((place, fetch) -> {
            if (!fetch.isUsed()) {
                unused.add(new UnusedFetch(place.role(), fetch.owners, place.site(), fetch.fix));
            }
        });
        return List.copyOf(unused);
    }
}
