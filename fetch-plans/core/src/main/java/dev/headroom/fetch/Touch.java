package dev.headroom.fetch;

import dev.headroom.fetch.watch.CallSite;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The application's touch of something lazy.
 *
 * @param caller the first frame outside of Hibernate and the JDK
 * @param entry the class of Hibernate that it called
 * @param site the first frame of the application, which may have called a framework; else the caller
 */
record Touch(StackFrame caller, String entry, StackFrame site) {

    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "jakarta.");
    private static final List<String> OWN =
            List.of(CollectionBatch.class.getName(), ReferenceBatch.class.getName(), LevelLoader.class.getName());

    /**
     * Where the application touched a collection or a proxy, seen from a listener of Hibernate's. What Hibernate loads for
     * itself, such as to cascade a removal, starts at another of its classes; and a plan may load what it likes.
     *
     * @return null if this is no touch
     */
    static @Nullable Touch now() {
        Touch here = WALKER.walk(Touch::find);
        return here != null && here.isOfApplication() ? here : null;
    }

    private static @Nullable Touch find(Stream<StackFrame> frames) {
        String entry = "";
        StackFrame caller = null;
        for (StackFrame frame : (Iterable<StackFrame>) frames::iterator) {
            String type = frame.getClassName();
            if (caller == null && isHibernate(type)) {
                entry = type;
            } else if (!entry.isEmpty() && PLATFORM.stream().noneMatch(type::startsWith)) {
                caller = caller == null ? frame : caller;
                if (CallSite.isOfApplication(frame)) {
                    return new Touch(caller, entry, frame);
                }
            }
        }
        return caller == null ? null : new Touch(caller, entry, caller);
    }

    private static boolean isHibernate(String type) {
        return type.startsWith("org.hibernate.") || type.contains("$HibernateProxy");
    }

    private boolean isOfApplication() {
        return !OWN.contains(caller.getClassName())
                && (entry.startsWith("org.hibernate.collection.")
                        || entry.startsWith("org.hibernate.proxy.")
                        || entry.equals("org.hibernate.Hibernate")
                        || entry.contains("$HibernateProxy"));
    }
}
