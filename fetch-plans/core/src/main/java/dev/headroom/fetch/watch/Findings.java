package dev.headroom.fetch.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.metamodel.mapping.EntityMappingType;
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
        private NPlusOne.Cause cause = NPlusOne.Cause.TOUCH;

        void add(int loadedOwners, int sentStatements) {
            loads++;
            owners += loadedOwners;
            statements += sentStatements;
        }

        /** The way to the owner is looked for once, and only if there is something to report. */
        boolean wantsPath() {
            return path == null && loads >= FEWEST_LOADS - 1;
        }

        /** Whether it is still unknown what led to the owner of an association. */
        boolean wantsPathOf(String attribute) {
            return path == null || path.path().equals(attribute);
        }

        void path(PlanPath found) {
            path = found;
        }

        void cause(NPlusOne.Cause known) {
            cause = known;
        }

        private void include(Tally other) {
            loads += other.loads;
            owners += other.owners;
            statements += other.statements;
            path = path == null ? other.path : path;
            cause = other.cause;
        }
    }

    private final int mostLooks;
    private final Map<Key, Tally> tallies = new LinkedHashMap<>();
    private final Map<String, Integer> looks = new HashMap<>();
    private final Map<String, Integer> queried = new HashMap<>();
    private int queries;

    /**
     * @param mostLooks how many loads of an association are looked at closely; the others are counted for the place of
     *     the last one that was
     */
    Findings(int mostLooks) {
        this.mostLooks = mostLooks;
    }

    /** Whether the stack is to be walked for another load of an association. */
    boolean looksAt(String association) {
        return looks.merge(association, 1, Integer::sum) <= mostLooks;
    }

    /** Notes a query of the application. */
    void queried(@Nullable String table) {
        if (table != null) {
            queries++;
            queried.put(table, queries);
        }
    }

    /** When an entity was asked for last, among all queries; 0 if never, as far as statements are seen. */
    int lastQuery(EntityMappingType entity) {
        int last = 0;
        for (String table : entity.getEntityPersister().getTableNames()) {
            String name = table.substring(table.lastIndexOf('.') + 1).replaceAll("\\W", "");
            last = Math.max(last, queried.getOrDefault(name.toLowerCase(Locale.ROOT), 0));
        }
        return last;
    }

    Tally of(int session, String role, CallSite site) {
        return tallies.computeIfAbsent(new Key(session, role, site), key -> new Tally());
    }

    /** What is to be reported, the same place of several sessions in one. */
    List<NPlusOne> nPlusOnes() {
        Map<Place, Tally> places = new LinkedHashMap<>();
        tallies.forEach((key, tally) -> {
            if (tally.loads >= FEWEST_LOADS) {
                places.computeIfAbsent(new Place(key.role(), key.site()), place -> new Tally())
                        .include(tally);
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
                tally.cause,
                tally.owners,
                tally.statements,
                place.site(),
                path.root(),
                path.path(),
                path.eager());
    }
}
