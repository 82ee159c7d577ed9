package dev.headroom.fetch.watch;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Eager to-one associations that a query did not join, so that Hibernate loads them row by row. Their owner has no
 * state yet while that happens: who refers to a target is asked when the next one comes, or at the end.
 */
final class EagerLoads {

    /** More than can wait for the same row. */
    private static final int MOST_WAITING = 16;

    private record Waiting(
            Observation observation,
            String target,
            CallSite site,
            int owners,
            int statements,
            WeakReference<Object> entity,
            WeakReference<SharedSessionContractImplementor> session) {}

    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<String, String> known = new HashMap<>();

    void watch(Observation observation, LoadEvent event, Runnable load) {
        String target = event.getEntityClassName();
        boolean close = observation.looksAt(target);
        if (close) {
            settle(false);
        }
        StackLook look = observation.lookAt(target, close);
        SharedSessionContractImplementor session = event.getSession();
        EntityPersister kind = session.getFactory().getMappingMetamodel().getEntityDescriptor(target);
        int before = References.loaded(session, kind);
        int sent = observation.loads().run(load);
        int loaded = Math.max(1, References.loaded(session, kind) - before);
        Object entity = event.getResult();
        // Not exempt if a plan's own load brings them: they come because the mapping says eager.
        if (sent > 0 && look != null && !look.cascade() && entity != null) {
            WeakReference<Object> found = new WeakReference<>(Hibernate.unproxy(entity));
            add(
                    new Waiting(observation, target, look.site(), loaded, sent, found, new WeakReference<>(session)),
                    close ? null : known.get(target));
        }
    }

    private void add(Waiting one, @Nullable String role) {
        if (role != null) {
            count(one, role);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(one);
        }
    }

    /**
     * Counts those whose owner is found now.
     *
     * @param last whether the others are taken for what was known of their target, because nothing comes after
     */
    void settle(boolean last) {
        waiting.removeIf(one -> {
            String role = role(one);
            if (role == null && last) {
                role = known.get(one.target());
            }
            if (role != null) {
                count(one, role);
            }
            return role != null || last;
        });
    }

    private @Nullable String role(Waiting one) {
        Reference found = reference(one);
        if (found != null) {
            findPath(one, found);
        }
        return found == null ? null : found.role();
    }

    /**
     * Again while it begins at the owner, because a collection that holds the owner may not have been complete before.
     */
    private void findPath(Waiting one, Reference found) {
        SharedSessionContractImplementor session = one.session().get();
        List<Findings.Tally> tallies = one.observation().tallies(found.role(), one.site());
        if (session != null && tallies.stream().anyMatch(tally -> tally.wantsPathOf(found.path()))) {
            PlanPath path = one.observation().path(session, found);
            tallies.forEach(tally -> tally.path(path));
        }
    }

    private @Nullable Reference reference(Waiting one) {
        Object entity = one.entity().get();
        SharedSessionContractImplementor session = one.session().get();
        if (entity == null || session == null || !session.isOpenOrWaitingForAutoClose()) {
            return null;
        }
        List<Reference> found = References.to(session, entity);
        return found.isEmpty() ? null : found.get(0);
    }

    private void count(Waiting one, String role) {
        known.put(one.target(), role);
        one.observation().loads().loaded(role, one.site());
        one.observation().tallies(role, one.site()).forEach(tally -> {
            tally.cause(NPlusOne.Cause.EAGER_MAPPING);
            tally.add(one.owners(), one.statements());
        });
    }
}
