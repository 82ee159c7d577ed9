package dev.headroom.fetch.watch;

import dev.headroom.fetch.FetchPlan;
import dev.headroom.fetch.internal.stack.CallStack;
import dev.headroom.fetch.internal.stack.Code;
import dev.headroom.fetch.internal.stack.LoadsTargets;
import java.lang.StackWalker.StackFrame;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.hibernate.engine.internal.Cascade;
import org.hibernate.sql.results.graph.entity.internal.EntitySelectFetchByUniqueKeyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * What the stack of a load says about it.
 *
 * @param marks what was passed on the way up
 * @param site where the application asked for it
 */
record StackLook(Set<Mark> marks, CallSite site) {

    private enum Mark {
        CASCADE,
        PLANNED,
        INVERSE,
        REFERENCE,
        TOUCH,
        STATELESS
    }

    private static final List<String> TOUCHED =
            List.of("org.hibernate.collection.", "org.hibernate.proxy.", "org.hibernate.sql.results.graph.");
    private static final CallSite UNKNOWN = new CallSite("unknown", "unknown", -1);

    /** Whether it is loaded to be removed, merged or persisted with its owner, which no plan is for. */
    boolean cascade() {
        return marks.contains(Mark.CASCADE);
    }

    /** Whether a fetch plan loads it. */
    boolean planned() {
        return marks.contains(Mark.PLANNED);
    }

    /** Whether it is an inverse one-to-one association, which Hibernate loads while it reads the owner. */
    boolean inverse() {
        return marks.contains(Mark.INVERSE);
    }

    /** Whether a plan loads the targets of a to-one association, or the elements of a collection. */
    boolean reference() {
        return marks.contains(Mark.REFERENCE);
    }

    /** Whether {@code StatelessSession.fetch} loads it, for which Hibernate calls no listener. */
    boolean stateless() {
        return marks.contains(Mark.STATELESS);
    }

    /** Whether the application asks for entities, and not for what they refer to. */
    boolean query() {
        return !marks.contains(Mark.TOUCH) && !stateless() && !planned();
    }

    /** Whether a lazy load for these reasons is no N+1. */
    boolean isExempt() {
        return cascade() || planned();
    }

    /** Walks up to the first frame of the application. */
    static StackLook now() {
        Way way = new Way();
        StackFrame line = CallStack.find(way);
        StackFrame site = line == null ? way.framework : line;
        return new StackLook(way.marks, site == null ? UNKNOWN : site(site));
    }

    /** What is passed on the way up to the application. */
    private static final class Way implements CallStack.Look<StackFrame> {
        private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
        private @Nullable StackFrame framework;

        @Override
        public @Nullable StackFrame at(StackFrame frame, Code code) {
            switch (code) {
                case OURS -> markOurs(frame.getDeclaringClass());
                case HIBERNATE -> markHibernate(frame);
                case FRAMEWORK -> framework = framework == null ? frame : framework;
                case PROXY, PLATFORM -> {}
                case APPLICATION -> {
                    return frame;
                }
            }
            return null;
        }

        private void markOurs(Class<?> type) {
            if (type == FetchPlan.class) {
                marks.add(Mark.PLANNED);
            } else if (LoadsTargets.class.isAssignableFrom(type)) {
                marks.add(Mark.REFERENCE);
            }
        }

        private void markHibernate(StackFrame frame) {
            Class<?> type = frame.getDeclaringClass();
            if (type == Cascade.class) {
                marks.add(Mark.CASCADE);
            } else if (StatelessSession.class.isAssignableFrom(type)
                    && frame.getMethodName().equals("fetch")) {
                marks.add(Mark.STATELESS);
            } else if (isTouched(frame.getClassName())) {
                marks.add(Mark.TOUCH);
                if (type == EntitySelectFetchByUniqueKeyInitializer.class) {
                    marks.add(Mark.INVERSE);
                }
            }
        }

        private static boolean isTouched(String name) {
            for (String prefix : TOUCHED) {
                if (name.startsWith(prefix)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static CallSite site(StackFrame frame) {
        String method = frame.getMethodName();
        if (method.startsWith("lambda$")) {
            int end = method.lastIndexOf('$');
            method = method.substring("lambda$".length(), Math.max(end, "lambda$".length()));
        }
        return new CallSite(frame.getClassName(), method, frame.getLineNumber());
    }
}
