package dev.headroom.fetch.watch;

import dev.headroom.fetch.FetchPlan;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final String CASCADE_CLASS = "org.hibernate.engine.internal.Cascade";
    private static final String INVERSE_CLASS =
            "org.hibernate.sql.results.graph.entity.internal.EntitySelectFetchByUniqueKeyInitializer";
    private static final String STATELESS_CLASS = "org.hibernate.internal.StatelessSessionImpl";
    private static final List<String> TOUCHED =
            List.of("org.hibernate.collection.", "org.hibernate.proxy.", "org.hibernate.sql.results.graph.");
    private static final String PLAN = FetchPlan.class.getName();
    private static final String LEVEL = FetchPlan.class.getPackageName() + ".LevelLoader";
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

    /** Whether {@code StatelessSession.fetch} loads it, of which Hibernate tells no listener. */
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
        return WALKER.walk(StackLook::upTo);
    }

    private static StackLook upTo(Stream<StackFrame> frames) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        StackFrame framework = null;
        for (Iterator<StackFrame> all = frames.iterator(); all.hasNext(); ) {
            StackFrame frame = all.next();
            String name = frame.getClassName();
            if (Frames.isOurs(frame)) {
                markOurs(frame, marks);
            } else if (Frames.isBelow(name)) {
                markHibernate(frame, marks);
            } else if (Frames.isFramework(name)) {
                framework = framework == null ? frame : framework;
            } else {
                return new StackLook(marks, site(frame));
            }
        }
        return new StackLook(marks, framework == null ? UNKNOWN : site(framework));
    }

    private static void markOurs(StackFrame frame, Set<Mark> marks) {
        if (frame.getClassName().equals(PLAN)) {
            marks.add(Mark.PLANNED);
        } else if (frame.getClassName().equals(LEVEL) && frame.getMethodName().equals("loadTargets")) {
            marks.add(Mark.REFERENCE);
        }
    }

    private static void markHibernate(StackFrame frame, Set<Mark> marks) {
        String name = frame.getClassName();
        if (name.equals(CASCADE_CLASS)) {
            marks.add(Mark.CASCADE);
        } else if (name.equals(STATELESS_CLASS) && frame.getMethodName().equals("fetch")) {
            marks.add(Mark.STATELESS);
        } else if (TOUCHED.stream().anyMatch(name::startsWith)) {
            marks.add(Mark.TOUCH);
            if (name.equals(INVERSE_CLASS)) {
                marks.add(Mark.INVERSE);
            }
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
