package dev.headroom.fetch.watch;

import dev.headroom.fetch.FetchPlan;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the stack of a load says about it.
 *
 * @param cascade whether it is loaded to be removed, merged or persisted with its owner, which no plan is for
 * @param planned whether a fetch plan loads it
 * @param inverse whether it is an inverse one-to-one association, which Hibernate loads while it reads the owner
 * @param reference whether that plan loads the targets of a to-one association, or the elements of a collection
 * @param site where the application asked for it
 */
record StackLook(boolean cascade, boolean planned, boolean inverse, boolean reference, CallSite site) {

    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final String CASCADE = "org.hibernate.engine.internal.Cascade";
    private static final String INVERSE =
            "org.hibernate.sql.results.graph.entity.internal.EntitySelectFetchByUniqueKeyInitializer";
    private static final String PLAN = FetchPlan.class.getName();
    private static final String LEVEL = FetchPlan.class.getPackageName() + ".LevelLoader";
    private static final String OURS = FetchPlan.class.getPackageName() + ".";
    private static final CallSite UNKNOWN = new CallSite("unknown", "unknown", -1);
    private static final List<String> BELOW = List.of("java.", "javax.", "jdk.", "sun.", "org.hibernate.", "jakarta.");
    private static final List<String> FRAMEWORKS = List.of(
            "org.springframework.",
            "com.fasterxml.jackson.",
            "tools.jackson.",
            "com.google.gson.",
            "org.eclipse.yasson.",
            "org.mapstruct.",
            "org.thymeleaf.",
            "org.aspectj.",
            "net.bytebuddy.",
            "kotlin.",
            "groovy.",
            "org.codehaus.groovy.",
            "org.apache.catalina.",
            "org.apache.tomcat.",
            "org.eclipse.jetty.",
            "io.undertow.");

    /** Whether a lazy load for these reasons is nobody's N+1. */
    boolean isExempt() {
        return cascade || planned;
    }

    /** Walks up to the first frame of the application. */
    static StackLook now() {
        return WALKER.walk(StackLook::upTo);
    }

    private static StackLook upTo(Stream<StackFrame> frames) {
        boolean cascade = false;
        boolean planned = false;
        boolean inverse = false;
        boolean reference = false;
        StackFrame framework = null;
        for (Iterator<StackFrame> all = frames.iterator(); all.hasNext(); ) {
            StackFrame frame = all.next();
            String name = frame.getClassName();
            if (name.equals(CASCADE)) {
                cascade = true;
            } else if (name.equals(INVERSE)) {
                inverse = true;
            } else if (isOurs(frame)) {
                planned |= name.equals(PLAN);
                reference |= name.equals(LEVEL) && frame.getMethodName().equals("loadTargets");
            } else if (!isBelow(name)) {
                if (FRAMEWORKS.stream().noneMatch(name::startsWith)) {
                    return new StackLook(cascade, planned, inverse, reference, site(frame));
                }
                framework = framework == null ? frame : framework;
            }
        }
        return new StackLook(cascade, planned, inverse, reference, framework == null ? UNKNOWN : site(framework));
    }

    /** JDK, Hibernate, and classes that are made at run time, whose lines are nobody's. */
    static boolean isBelow(String name) {
        return BELOW.stream().anyMatch(name::startsWith) || name.contains("$$") || name.contains("$HibernateProxy");
    }

    /** By where the class is from, so that an application may have packages of this name, as our own tests do. */
    static boolean isOurs(StackFrame frame) {
        return frame.getClassName().startsWith(OURS)
                && Objects.equals(origin(frame.getDeclaringClass()), origin(StackLook.class));
    }

    private static @Nullable Object origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : String.valueOf(source.getLocation());
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
