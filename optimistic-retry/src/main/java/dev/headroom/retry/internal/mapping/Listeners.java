package dev.headroom.retry.internal.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hibernate.boot.beanvalidation.BeanValidationEventListener;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.internal.PostDeleteEventListenerStandardImpl;
import org.hibernate.event.internal.PostUpdateEventListenerStandardImpl;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerGroups;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.internal.EmptyInterceptor;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Whether something listens to what Hibernate loads, updates or deletes, and may change it: callbacks, event listeners and
 * interceptors. A stateless session and a statement of ours would pass them by.
 */
final class Listeners {

    /** Those that Hibernate registers itself: they call callbacks, which are looked for, and Bean Validation, which is asked. */
    private static final Set<Class<?>> KNOWN = Set.of(
            PostUpdateEventListenerStandardImpl.class,
            PostDeleteEventListenerStandardImpl.class,
            BeanValidationEventListener.class);

    private Listeners() {}

    static boolean hearLoads(SessionFactoryImplementor factory) {
        EventListenerGroups groups = factory.getEventListenerGroups();
        return groups.eventListenerGroup_PRE_LOAD.count() > 1 // one is Hibernate's own
                || groups.eventListenerGroup_POST_LOAD.count() > 1
                || hasInterceptor(factory)
                || hasCallbacks(factory);
    }

    /** Of the factory, or of each session. */
    static boolean hasInterceptor(SessionFactoryImplementor factory) {
        return !(factory.getSessionFactoryOptions().getInterceptor() instanceof EmptyInterceptor)
                || factory.getSessionFactoryOptions().getStatelessInterceptorImplementorSupplier() != null;
    }

    /** Of any entity: another may be loaded with the one that is asked for. */
    private static boolean hasCallbacks(SessionFactoryImplementor factory) {
        CallbackRegistry callbacks = factory.getEventEngine().getCallbackRegistry();
        return factory.getMetamodel().getEntities().stream()
                .anyMatch(entity -> callbacks.hasRegisteredCallbacks(entity.getJavaType(), CallbackType.POST_LOAD));
    }

    static boolean hearUpdates(EntityPersister persister) {
        EventListenerGroups groups = persister.getFactory().getEventListenerGroups();
        return hear(
                persister,
                List.of(CallbackType.PRE_UPDATE, CallbackType.POST_UPDATE),
                List.of(
                        groups.eventListenerGroup_PRE_UPDATE,
                        groups.eventListenerGroup_POST_UPDATE,
                        groups.eventListenerGroup_POST_COMMIT_UPDATE));
    }

    static boolean hearDeletions(EntityPersister persister) {
        EventListenerGroups groups = persister.getFactory().getEventListenerGroups();
        return hear(
                persister,
                List.of(CallbackType.PRE_REMOVE, CallbackType.POST_REMOVE),
                List.of(
                        groups.eventListenerGroup_PRE_DELETE,
                        groups.eventListenerGroup_POST_DELETE,
                        groups.eventListenerGroup_POST_COMMIT_DELETE));
    }

    private static boolean hear(
            EntityPersister persister, List<CallbackType> callbacks, List<EventListenerGroup<?>> groups) {
        SessionFactoryImplementor factory = persister.getFactory();
        CallbackRegistry registry = factory.getEventEngine().getCallbackRegistry();
        return hasInterceptor(factory)
                || callbacks.stream()
                        .anyMatch(type -> registry.hasRegisteredCallbacks(persister.getMappedClass(), type))
                || groups.stream().anyMatch(Listeners::hasOthers);
    }

    private static <T> boolean hasOthers(EventListenerGroup<T> group) {
        return listeners(group).stream().anyMatch(listener -> !KNOWN.contains(listener.getClass()));
    }

    private static <T> List<T> listeners(EventListenerGroup<T> group) {
        List<T> listeners = new ArrayList<>();
        group.fireLazyEventOnEachListener(() -> listeners, (listener, all) -> all.add(listener));
        return listeners;
    }

    /** Those that ask Bean Validation; none where Hibernate does not. */
    static List<PreUpdateEventListener> validators(SessionFactoryImplementor factory) {
        return listeners(factory.getEventListenerGroups().eventListenerGroup_PRE_UPDATE).stream()
                .filter(BeanValidationEventListener.class::isInstance)
                .toList();
    }
}
