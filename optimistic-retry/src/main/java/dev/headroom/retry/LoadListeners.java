package dev.headroom.retry;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerGroups;
import org.hibernate.internal.EmptyInterceptor;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.jpa.event.spi.CallbackType;

/** Whether somebody wants to know of the entities that are loaded: a stateless session of Hibernate's tells nobody. */
final class LoadListeners {

    private LoadListeners() {}

    static boolean exist(SessionFactoryImplementor factory) {
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
}
