package dev.headroom.fetch;

import dev.headroom.fetch.internal.stack.CallStack;
import dev.headroom.fetch.internal.stack.Code;
import java.lang.StackWalker.StackFrame;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/**
 * The application's touch of something lazy.
 *
 * @param site the first frame of the application, which may have called a framework; where only frameworks are on the
 *     stack, the first frame outside of Hibernate and the JDK
 */
record Touch(StackFrame site) {

    /** A plan may load what it likes. */
    private static final Set<Class<?>> LOADERS =
            Set.of(CollectionBatch.class, ReferenceBatch.class, LevelLoader.class, TargetLoader.class);

    /**
     * Where the application touched a collection or a proxy, seen from a listener of Hibernate's. What Hibernate loads
     * for itself, such as to cascade a removal, starts at another of its classes; and a plan may load what it likes.
     *
     * @return null if this is no touch
     */
    static @Nullable Touch now() {
        Way way = new Way();
        StackFrame line = CallStack.find(way);
        return way.isTouch() ? new Touch(line == null ? way.caller() : line) : null;
    }

    /** From a listener of Hibernate's to its caller, and on to the application. */
    private static final class Way implements CallStack.Look<StackFrame> {
        /** The class of Hibernate that was called. */
        private @Nullable StackFrame entry;

        private Code entered = Code.HIBERNATE;

        /** What called it, which is outside of Hibernate and the JDK. */
        private @Nullable StackFrame caller;

        @Override
        public @Nullable StackFrame at(StackFrame frame, Code code) {
            boolean hibernate = code == Code.HIBERNATE || code == Code.PROXY;
            if (caller == null && hibernate) {
                entry = frame;
                entered = code;
            } else if (entry != null && !hibernate && code != Code.PLATFORM) {
                caller = caller == null ? frame : caller;
                return code == Code.APPLICATION ? frame : null;
            }
            return null;
        }

        StackFrame caller() {
            return Objects.requireNonNull(caller);
        }

        boolean isTouch() {
            StackFrame called = entry;
            StackFrame by = caller;
            if (called == null || by == null || LOADERS.contains(by.getDeclaringClass())) {
                return false;
            }
            String name = called.getClassName();
            return entered == Code.PROXY
                    || called.getDeclaringClass() == Hibernate.class
                    || name.startsWith("org.hibernate.collection.")
                    || name.startsWith("org.hibernate.proxy.");
        }
    }
}
