package dev.headroom.fetch.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lazy loads, counted by session, association and call site. Belongs to one thread at a time. */
final class Findings {

    /** Two loads from one place are the least that a plan would save a statement of. */
    private static final int FEWEST_LOADS = 2;

    private record Key(int session, String role, CallSite site) {}

    private record Place(String role, CallSite site) {}

    /** What is known of loads with the same key. */
    static final class Tally {
        private int loads;
        private int owners;
        private int statements;
        private @Nullable PlanPath path;

        void add(int loadedOwners, int sentStatements) {
            loads++;
            owners += loadedOwners;
            statements += sentStatements;
        }

        /** The way to the owner is looked for once, and only if there is something to report. */
        boolean wantsPath() {
            return path == null && loads >= FEWEST_LOADS - 1;
        }

        void path(PlanPath found) {
            path = found;
        }
    }

    private final int mostLooks;
    private final Map<Key, Tally> tallies = new LinkedHashMap<>();
    private final Map<String, Integer> looks = new HashMap<>();

    /**
     * @param mostLooks how many loads of an association are looked at closely; the others are counted for the place of the
     *     last one that was
     */
    Findings(int mostLooks) {
        this.mostLooks = mostLooks;
    }

    /** Whether the stack is to be walked for another load of an association. */
    boolean looksAt(String association) {
        return looks.merge(association, 1, Integer::sum) <= mostLooks;
    }

    Tally of(int session, String role, CallSite site) {
        return tallies.computeIfAbsent(new Key(session, role, site), key -> new Tally());
    }

    /** What is to be reported, the same place of several sessions in one. */
    List<NPlusOne> nPlusOnes() {
        Map<Place, Tally> places = new LinkedHashMap<>();
        tallies.forEach((key, tally) -> {
            if (tally.loads >= FEWEST_LOADS) {
                Tally sum = places.computeIfAbsent(new Place(key.role(), key.site()), place -> new Tally());
                sum.loads += tally.loads;
                sum.owners += tally.owners;
                sum.statements += tally.statements;
                sum.path = sum.path == null ? tally.path : sum.path;
            }
        });
        List<NPlusOne> found = new ArrayList<>();
        places.forEach((place, tally) -> found.add(report(place, tally)));
        return List.copyOf(found);
    }

    private static NPlusOne report(Place place, Tally tally) {
        PlanPath path = tally.path == null ? PlanPath.ofRole(place.role()) : tally.path;
        return new NPlusOne(
                place.role(),
                tally.owners > tally.loads ? NPlusOne.Kind.BATCH_PLUS_ONE : NPlusOne.Kind.N_PLUS_ONE,
                tally.owners,
                tally.statements,
                place.site(),
                path.root(),
                path.path());
    }
}
