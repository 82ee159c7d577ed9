package dev.headroom.fetch;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityEntryExtraState;
import org.hibernate.engine.spi.PersistenceContext;
import org.jspecify.annotations.Nullable;

/**
 * Entities that a plan loaded to the same place of the same result. They are held weakly, and hold this through
 * Hibernate's entry of each: what leaves the persistence context leaves its peers. Confined to the session's thread.
 */
final class Peers {

    private final UnplannedPolicy policy;
    private final String path;
    private final Set<List<String>> planned;
    private final List<WeakReference<Object>> members = new ArrayList<>();

    /**
     * @param path that led to them; empty for roots
     * @param planned the associations that the plan loads of them
     */
    Peers(UnplannedPolicy policy, String path, Set<List<String>> planned) {
        this.policy = policy;
        this.path = path;
        this.planned = planned;
    }

    /** The peers of an entity by the plan that loaded it last; null if no plan cares. */
    static @Nullable Peers of(PersistenceContext context, Object entity) {
        EntityEntry entry = context.getEntry(entity);
        Mark mark = entry == null ? null : entry.getExtraState(Mark.class);
        return mark == null ? null : mark.peers;
    }

    void add(EntityEntry entry, Object entity) {
        Mark mark = entry.getExtraState(Mark.class);
        if (mark == null) {
            entry.addExtraState(new Mark(this));
        } else {
            mark.peers = this;
        }
        members.add(new WeakReference<>(entity));
    }

    /** Those that are still managed, and that no other plan loaded since. */
    List<Object> members(PersistenceContext context) {
        return members.stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .filter(member -> of(context, member) == this)
                .toList();
    }

    UnplannedPolicy policy() {
        return policy;
    }

    boolean isPlanned(List<String> attributes) {
        return planned.contains(attributes);
    }

    String path(List<String> attributes) {
        String names = String.join(".", attributes);
        return path.isEmpty() ? names : path + "." + names;
    }

    private static final class Mark implements EntityEntryExtraState {

        private Peers peers;
        private @Nullable EntityEntryExtraState next;

        Mark(Peers peers) {
            this.peers = peers;
        }

        @Override
        public void addExtraState(EntityEntryExtraState extraState) {
            if (next == null) {
                next = extraState;
            } else {
                next.addExtraState(extraState);
            }
        }

        @Override
        public <T extends EntityEntryExtraState> @Nullable T getExtraState(Class<T> type) {
            if (type.isInstance(this)) {
                return type.cast(this);
            }
            // Hibernate's own state answers for what follows it, and not for itself.
            return type.isInstance(next) ? type.cast(next) : next == null ? null : next.getExtraState(type);
        }
    }
}
