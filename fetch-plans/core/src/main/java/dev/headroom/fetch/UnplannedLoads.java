package dev.headroom.fetch;

import dev.headroom.fetch.internal.mapping.AttributeReader;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;

/**
 * Hears of lazy loads before Hibernate carries them out, once in each factory that has a plan which cares. What it
 * loads itself, Hibernate finds loaded.
 */
final class UnplannedLoads implements InitializeCollectionEventListener, LoadEventListener {

    private static final long serialVersionUID = 1L;

    /** What plans loaded in each open session, in that order. A to-one association's event does not say whose it is. */
    private final transient Map<SharedSessionContractImplementor, List<WeakReference<Peers>>> sessions =
            Collections.synchronizedMap(new WeakHashMap<>());

    static UnplannedLoads installedIn(SessionFactoryImplementor factory) {
        EventListenerRegistry registry = factory.getEventListenerRegistry();
        synchronized (registry) {
            EventListenerGroup<LoadEventListener> group = registry.getEventListenerGroup(EventType.LOAD);
            List<UnplannedLoads> found = new ArrayList<>();
            // No event: a way to see each listener.
            group.fireEventOnEachListener(found, UnplannedLoads::find);
            if (!found.isEmpty()) {
                return found.get(0);
            }
            UnplannedLoads listener = new UnplannedLoads();
            group.prependListener(listener);
            registry.getEventListenerGroup(EventType.INIT_COLLECTION).prependListener(listener);
            return listener;
        }
    }

    private static void find(LoadEventListener listener, List<UnplannedLoads> found) {
        if (listener instanceof UnplannedLoads installed) {
            found.add(installed);
        }
    }

    void watch(SharedSessionContractImplementor session, Peers peers) {
        List<WeakReference<Peers>> watched = sessions.computeIfAbsent(session, key -> new ArrayList<>());
        watched.removeIf(reference -> reference.get() == null);
        watched.add(new WeakReference<>(peers));
    }

    @Override
    public void onInitializeCollection(InitializeCollectionEvent event) {
        Object owner = event.getAffectedOwnerOrNull();
        SharedSessionContractImplementor session = event.getSession();
        Peers peers = owner == null ? null : Peers.of(session.getPersistenceContextInternal(), owner);
        if (owner == null || peers == null) {
            return;
        }
        CollectionPersister role = event.getCollectionPersister();
        EntityPersister entity = role.getOwnerEntityPersister();
        String names = role.getRole().substring(entity.getEntityName().length() + 1);
        touched(peers, List.of(names.split("\\.", -1)), entity.getMappedClass(), session);
    }

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        SharedSessionContractImplementor session = event.getSession();
        List<WeakReference<Peers>> watched = type == LoadEventListener.IMMEDIATE_LOAD ? sessions.get(session) : null;
        if (watched == null) {
            return;
        }
        Predicate<Object> waiting = waiting(event.getEntityClassName(), event.getEntityId(), session);
        for (WeakReference<Peers> reference : List.copyOf(watched)) {
            Peers peers = reference.get();
            if (peers != null && touched(peers, waiting, session)) {
                return;
            }
        }
    }

    /** Whether a reference is the one that is about to be read from the database. */
    private static Predicate<Object> waiting(String entity, Object id, SharedSessionContractImplementor session) {
        return reference -> {
            LazyInitializer proxy = HibernateProxy.extractLazyInitializer(reference);
            return proxy != null
                    && proxy.isUninitialized()
                    && proxy.getEntityName().equals(entity)
                    && proxy.getInternalIdentifier().equals(id)
                    && proxy.getImplementation(session) == null;
        };
    }

    private static boolean touched(Peers peers, Predicate<Object> waiting, SharedSessionContractImplementor session) {
        AttributeReader attributes = new AttributeReader(session);
        for (Object member : peers.members(session.getPersistenceContextInternal())) {
            List<String> path = attributes.pathTo(waiting, member);
            if (path != null && !peers.isPlanned(path)) {
                touched(peers, path, session.getEntityPersister(null, member).getMappedClass(), session);
                return true;
            }
        }
        return false;
    }

    private static void touched(
            Peers peers, List<String> attributes, Class<?> owner, SharedSessionContractImplementor session) {
        if (!peers.isPlanned(attributes)) {
            peers.policy().touched(peers, attributes, owner, session);
        }
    }
}
