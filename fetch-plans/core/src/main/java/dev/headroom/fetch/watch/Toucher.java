package dev.headroom.fetch.watch;

import dev.headroom.fetch.internal.stack.CallStack;
import dev.headroom.fetch.internal.stack.Code;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.DirtyCheckEventListener;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.PreFlushEventListener;
import org.jspecify.annotations.Nullable;

/** Which code touches something that is loaded or to be loaded. Code that is not known is the application's. */
enum Toucher {
    /** A line of the application, or a library that reads entities, such as one for JSON. */
    APPLICATION,
    /** Hibernate, which fills or registers what it reads. */
    LOAD,
    /** Hibernate, which looks for changes, ends a session, or asks whether something is loaded. */
    CHECK,
    /** A fetch plan, which looks for what is beneath. */
    PLAN;

    /** What sees a touch, and so is passed on the way up from it. */
    private static final Set<Class<?>> TRACKS =
            Set.of(Toucher.class, CollectionWatch.class, Use.class, UsedCollection.class, UsedReference.class);

    private static final List<Class<?>> FLUSHES = List.of(
            FlushEntityEventListener.class,
            FlushEventListener.class,
            AutoFlushEventListener.class,
            PreFlushEventListener.class,
            DirtyCheckEventListener.class);

    private static final Set<String> ASKS = Set.of("isInitialized", "isLoaded");

    /** Whether what it finds unloaded is loaded for its touch, and not in advance. */
    boolean isLazy() {
        return this == APPLICATION || this == CHECK;
    }

    static Toucher now() {
        Toucher found = CallStack.find(Toucher::at);
        return found == null ? APPLICATION : found;
    }

    private static @Nullable Toucher at(StackFrame frame, Code code) {
        return switch (code) {
            case HIBERNATE -> ofHibernate(frame);
            case OURS -> TRACKS.contains(frame.getDeclaringClass()) ? null : PLAN;
            case PROXY, PLATFORM -> null;
            case FRAMEWORK, APPLICATION -> APPLICATION;
        };
    }

    private static @Nullable Toucher ofHibernate(StackFrame frame) {
        String name = frame.getClassName();
        if (name.startsWith("org.hibernate.sql.results.") || name.startsWith("org.hibernate.loader.")) {
            return LOAD;
        }
        return isCheck(frame.getDeclaringClass(), frame.getMethodName()) ? CHECK : null;
    }

    private static boolean isCheck(Class<?> type, String method) {
        if (ASKS.contains(method) || (method.equals("clear") && PersistenceContext.class.isAssignableFrom(type))) {
            return true;
        }
        for (Class<?> flush : FLUSHES) {
            if (flush.isAssignableFrom(type)) {
                return true;
            }
        }
        return false;
    }
}
