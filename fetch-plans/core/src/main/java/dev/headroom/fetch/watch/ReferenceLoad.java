package dev.headroom.fetch.watch;

import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** An entity that is loaded because the application touched its proxy. */
record ReferenceLoad(
        Observation observation, SharedSessionContractImplementor session, String entityName, Object entityId) {

    void watch(Runnable load) {
        boolean close = observation.looksAt(entityName);
        StackLook look = observation.lookAt(entityName, close);
        EntityPersister target = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
        Reference reference = close && look != null && !look.isExempt() ? reference(look.site()) : null;
        String role = reference == null
                ? close ? null : observation.loads().references().get(entityName)
                : reference.role();
        if (look == null || role == null) {
            observation.loads().run(load);
            return;
        }
        observation.loads().references().put(entityName, role);
        List<Findings.Tally> tallies = observation.tallies(role, look.site());
        if (reference != null && tallies.stream().anyMatch(Findings.Tally::wantsPath)) {
            PlanPath path = observation.path(session, reference);
            tallies.forEach(tally -> tally.path(path));
        }
        count(target, tallies, load);
        observation.loads().loaded(role, look.site());
    }

    private void count(EntityPersister target, List<Findings.Tally> tallies, Runnable load) {
        int before = References.loaded(session, target);
        int sent = observation.loads().run(load);
        if (sent > 0) {
            int targets = Math.max(1, References.loaded(session, target) - before);
            tallies.forEach(tally -> tally.add(targets, sent));
        }
    }

    /**
     * Who refers to the proxy; null for one that the application made itself, by {@code getReference}. If several do,
     * the one that was followed here before, else the one that was read last: that is where the application has got to.
     */
    private @Nullable Reference reference(CallSite site) {
        List<Reference> found = References.toProxy(session, entityName, entityId);
        return found.stream()
                .filter(one -> observation.loads().wasLoadedAt(one.role(), site))
                .findFirst()
                .orElse(found.isEmpty() ? null : found.get(found.size() - 1));
    }
}
