package dev.headroom.fetch.watch;

import java.util.List;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.FetchTiming;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;

/** A collection that is loaded because the application touched it, or because the mapping says eager. */
record CollectionLoad(
        Observation observation, SharedSessionContractImplementor session, PersistentCollection<?> collection) {

    void watch(Runnable load) {
        CollectionEntry entry = session.getPersistenceContextInternal().getCollectionEntry(collection);
        CollectionPersister persister = entry == null ? null : entry.getLoadedPersister();
        if (persister == null) {
            load.run();
            return;
        }
        String role = Roles.of(persister);
        StackLook look = observation.lookAt(role, observation.looksAt(role));
        if (look == null || look.isExempt()) {
            observation.loads().run(load);
            return;
        }
        List<Findings.Tally> tallies = observation.tallies(role, look.site());
        findPath(tallies, persister);
        if (isEager(persister)) {
            tallies.forEach(tally -> tally.cause(NPlusOne.Cause.EAGER_MAPPING));
        }
        int waiting = waiting(persister);
        int sent = observation.loads().run(load);
        if (sent > 0) {
            observation.loads().loaded(role, look.site());
            int owners = Math.max(1, waiting - waiting(persister));
            tallies.forEach(tally -> tally.add(owners, sent));
        }
    }

    private static boolean isEager(CollectionPersister persister) {
        return persister.getAttributeMapping().getMappedFetchOptions().getTiming() == FetchTiming.IMMEDIATE;
    }

    private void findPath(List<Findings.Tally> tallies, CollectionPersister persister) {
        Object owner = collection.getOwner();
        if (owner != null && tallies.stream().anyMatch(Findings.Tally::wantsPath)) {
            PlanPath path = observation.path(
                    session, new Reference(owner, persister.getOwnerEntityPersister(), Roles.attributeOf(persister)));
            tallies.forEach(tally -> tally.path(path));
        }
    }

    /** How many collections of this role are still to be loaded, if one statement may be for several. */
    private int waiting(CollectionPersister persister) {
        LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
        if (!influencers.effectivelyBatchLoadable(persister)
                && !influencers.effectiveSubselectFetchEnabled(persister)) {
            return 0;
        }
        int[] waiting = new int[1];
        session.getPersistenceContextInternal()
                .forEachCollectionEntry(
                        (other, entry) -> {
                            if (entry.getLoadedPersister() == persister && !other.wasInitialized()) {
                                waiting[0]++;
                            }
                        },
                        false);
        return waiting[0];
    }
}
