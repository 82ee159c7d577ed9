package dev.headroom.retry.internal.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Asks Bean Validation of what a statement of ours writes, where Hibernate asks it of what Hibernate writes. */
public record Validation(EntityPersister persister, List<PreUpdateEventListener> validators) {

    public static Validation of(EntityPersister persister) {
        return new Validation(persister, Listeners.validators(persister.getFactory()));
    }

    public boolean exists() {
        return !validators.isEmpty();
    }

    /**
     * Throws what Bean Validation throws.
     *
     * @param entity detached; it has the new values while it is looked at, and no longer
     * @param written new values of its attributes, and of parts of embeddables
     */
    public void check(Object entity, Map<String, @Nullable Object> written) {
        AttributeValues values = new AttributeValues(persister, (attribute, value) -> value);
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        try {
            written.forEach((attribute, value) -> {
                before.putIfAbsent(Attributes.whole(attribute), values.whole(entity, attribute));
                values.set(entity, attribute, value);
            });
            for (PreUpdateEventListener validator : validators) {
                validator.onPreUpdate(new PreUpdateEvent(entity, null, null, null, persister, null));
            }
        } finally {
            before.forEach((attribute, value) -> values.set(entity, attribute, value));
        }
    }
}
