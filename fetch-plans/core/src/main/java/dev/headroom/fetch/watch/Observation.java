package dev.headroom.fetch.watch;

import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;

/**
 * A session that is watched.
 *
 * @param loads what is known of it
 * @param findings of those who watch
 */
record Observation(SessionLoads loads, List<Findings> findings) {

    /** Whether another load of an association is looked at closely; each call counts as one. */
    boolean looksAt(String association) {
        boolean looks = false;
        for (Findings one : findings) {
            looks |= one.looksAt(association);
        }
        return looks;
    }

    /**
     * Where the application asks for an association; null if there is nothing to report.
     *
     * @param look whether to look; otherwise it is the place of the last one that was looked at
     */
    @Nullable StackLook lookAt(String association, boolean look) {
        return look ? loads.look(association) : loads.lastLook(association);
    }

    List<Findings.Tally> tallies(String role, CallSite site) {
        return findings.stream().map(one -> one.of(loads.number(), role, site)).toList();
    }

    /** How the application came to an association. */
    PlanPath path(SharedSessionContractImplementor session, Reference association) {
        return new PlanPathFinder(session, loads.roles(), this::lastQuery).find(association);
    }

    private int lastQuery(EntityMappingType entity) {
        return findings.stream().mapToInt(one -> one.lastQuery(entity)).max().orElse(0);
    }
}
