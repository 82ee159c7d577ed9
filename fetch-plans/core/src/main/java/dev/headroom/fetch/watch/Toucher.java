package dev.headroom.fetch.watch;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

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

    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final Set<String> TRACKS = Set.of(
            Toucher.class.getName(),
            CollectionWatch.class.getName(),
            Use.class.getName(),
            UsedCollection.class.getName(),
            UsedReference.class.getName());
    private static final String SESSION = "org.hibernate.engine.internal.StatefulPersistenceContext";
    private static final Set<String> ASKS = Set.of("isInitialized", "isLoaded");

    /** Whether what it finds unloaded is loaded for its touch, and not in advance. */
    boolean isLazy() {
        return this == APPLICATION || this == CHECK;
    }

    static Toucher now() {
        return WALKER.walk(Toucher::first);
    }

    private static Toucher first(Stream<StackFrame> frames) {
        for (Iterator<StackFrame> all = frames.iterator(); all.hasNext(); ) {
            StackFrame frame = all.next();
            String name = frame.getClassName();
            if (name.startsWith("org.hibernate.sql.results.") || name.startsWith("org.hibernate.loader.")) {
                return LOAD;
            }
            if (isCheck(name, frame.getMethodName())) {
                return CHECK;
            }
            if (Frames.isOurs(frame)) {
                if (!TRACKS.contains(name)) {
                    return PLAN;
                }
            } else if (!Frames.isBelow(name)) {
                return APPLICATION;
            }
        }
        return APPLICATION;
    }

    private static boolean isCheck(String name, String method) {
        boolean flush = name.startsWith("org.hibernate.event.internal.") && name.contains("Flush");
        boolean end = name.equals(SESSION) && method.equals("clear");
        return flush || end || (name.startsWith("org.hibernate.") && ASKS.contains(method));
    }
}
