package dev.headroom.retry;

import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.retry.internal.mapping.Attributes;
import dev.headroom.retry.internal.mapping.Snapshot;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;

/** The rules for patches of an entity. */
record PatchCheck<E>(VersionedEntity<E> entity, Snapshot<E> snapshot, Patch<E> patch) {

    void run() {
        String call = entity.patchCall();
        Attributes attributes = entity.attributes();
        patch.values().forEach((attribute, value) -> attributes.checkSet(call, attribute, value));
        patch.sums().keySet().forEach(attribute -> attributes.checkNumber(call, attribute));
        patch.sums().forEach((attribute, delta) -> {
            entity.fitting(attribute, delta);
            checkLoaded(call, attribute);
            entity.sum(snapshot, attribute, delta);
        });
        patch.guards().forEach(attribute -> {
            attributes.checkWhole(call, attribute);
            checkLoaded(call, attribute);
        });
        checkColumns(call);
        checkKind(call);
    }

    private void checkLoaded(String call, String attribute) {
        if (entity.value(snapshot, attribute) == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            throw new InvalidUpdateException(
                    call + " looks at \"" + attribute
                            + "\", which the mapping loads later, so that it is unknown what was there; name another attribute.");
        }
    }

    private boolean writes() {
        return !patch.values().isEmpty() || !patch.sums().isEmpty();
    }

    private void checkKind(String call) {
        if (patch.deletes() && writes()) {
            throw new InvalidUpdateException(call + " writes attributes and deletes the entity: do one of them.");
        }
        if (entity.versionAttribute() == null && patch.guards().isEmpty()) {
            throw new InvalidUpdateException(
                    call + " has nothing that tells whether somebody else has changed it: give the"
                            + " entity a @Version, or name the attributes that it depends on by ifUnchanged(…).");
        }
        if (entity.versionAttribute() == null && !writes() && !patch.deletes()) {
            throw new InvalidUpdateException(
                    call + " writes nothing, and there is no @Version that could be raised: set an attribute.");
        }
    }

    /** What is written twice has no value that all databases agree on. */
    private void checkColumns(String call) {
        if (patch.values().size() + patch.sums().size() < 2) {
            return;
        }
        List<String> names = new ArrayList<>(patch.values().keySet());
        names.addAll(patch.sums().keySet());
        for (int place = 0; place < names.size(); place++) {
            for (String other : names.subList(place + 1, names.size())) {
                if (overlap(names.get(place), other)) {
                    throw new InvalidUpdateException(call + " writes \"" + names.get(place) + "\" and \"" + other
                            + "\", which are the same or a part of it: write one of them.");
                }
            }
        }
    }

    private static boolean overlap(String one, String other) {
        return one.equals(other) || one.startsWith(other + ".") || other.startsWith(one + ".");
    }

    /** Refuses a patch of an entity that was changed as well: only the patch is written. */
    void refuseChangedEntity() {
        Set<String> changed = entity.changed(snapshot);
        if (changed.isEmpty() || patch.deletes()) {
            return;
        }
        patch.values().keySet().forEach(attribute -> changed.remove(Attributes.whole(attribute)));
        patch.sums().keySet().forEach(attribute -> changed.remove(Attributes.whole(attribute)));
        if (!changed.isEmpty()) {
            throw new InvalidUpdateException(
                    "The function has changed " + changed + " in the "
                            + entity.type().getSimpleName()
                            + " that it was given, which is not written: say so in the patch that it returns, by set(…) or add(…).");
        }
    }
}
