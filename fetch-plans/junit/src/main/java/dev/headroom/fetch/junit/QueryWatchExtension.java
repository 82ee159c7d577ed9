package dev.headroom.fetch.junit;

import dev.headroom.fetch.watch.NPlusOne;
import dev.headroom.fetch.watch.QueryRecording;
import dev.headroom.fetch.watch.QueryWatch;
import jakarta.persistence.EntityManagerFactory;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs {@link MaxSelects}, {@link NoNPlusOne} and {@link NoUnusedFetches}, which register it.
 *
 * <p>The {@code EntityManagerFactory} comes from a field of the test, of a class around it or of a superclass: one
 * whose type is {@code EntityManagerFactory}, or else {@code EntityManager}. A Spring Boot test that has one injected
 * needs nothing else. If there is none, or more than one, register the extension with the factory:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final QueryWatchExtension QUERIES = QueryWatchExtension.of(() -> entityManagerFactory);
 * }</pre>
 *
 * <p>Statements are counted for factories that are built while this artifact is on the class path.
 *
 * <p>Tests may run in parallel. Only the thread of the test method is watched, so a test with {@code @Timeout} that
 * runs in a separate thread is not.
 */
public final class QueryWatchExtension
        implements BeforeEachCallback, BeforeTestExecutionCallback, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(QueryWatchExtension.class);

    private final @Nullable Supplier<? extends EntityManagerFactory> factory;

    /** Called by JUnit. */
    public QueryWatchExtension() {
        this.factory = null;
    }

    private QueryWatchExtension(Supplier<? extends EntityManagerFactory> factory) {
        this.factory = Objects.requireNonNull(factory, "factory");
    }

    /**
     * Watches a given factory; for a field with {@code @RegisterExtension}.
     *
     * @param factory called before each test that is watched, after all that prepares it
     * @return the extension
     */
    public static QueryWatchExtension of(Supplier<? extends EntityManagerFactory> factory) {
        return new QueryWatchExtension(factory);
    }

    /**
     * Called by JUnit.
     *
     * @param context of a test
     */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (factory != null) {
            context.getStore(NAMESPACE).put(Supplier.class, factory);
        }
    }

    /**
     * Called by JUnit.
     *
     * @param context of a test
     * @throws IllegalStateException if the factory is not found
     */
    @Override
    public void beforeTestExecution(ExtensionContext context) {
        if (factory == null && isWatched(context)) {
            context.getStore(NAMESPACE).put(Watched.class, Watched.of(QueryWatch.install(factory(context)), context));
        }
    }

    private static EntityManagerFactory factory(ExtensionContext context) {
        Supplier<?> given = context.getStore(NAMESPACE).get(Supplier.class, Supplier.class);
        return given == null
                ? FactoryField.of(context.getRequiredTestInstances())
                : (EntityManagerFactory) Objects.requireNonNull(given.get(), "The supplied EntityManagerFactory");
    }

    /**
     * Called by JUnit.
     *
     * @param context of a test
     * @throws AssertionError if the test did what its annotations forbid; not if the test failed itself
     */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        Watched watched = factory == null ? context.getStore(NAMESPACE).remove(Watched.class, Watched.class) : null;
        if (watched != null) {
            watched.close();
            if (context.getExecutionException().isEmpty()) {
                check(context, watched.recording());
            }
        }
    }

    private static void check(ExtensionContext context, QueryRecording recording) {
        find(context, NoNPlusOne.class).ifPresent(rule -> checkNPlusOne(context, rule, recording));
        find(context, NoUnusedFetches.class).ifPresent(rule -> recording.assertNoUnusedFetches(rule.allow()));
        find(context, MaxSelects.class).ifPresent(rule -> recording.assertSelects(rule.value()));
    }

    private static void checkNPlusOne(ExtensionContext context, NoNPlusOne rule, QueryRecording recording) {
        if (rule.baseline().isEmpty()) {
            recording.assertNoNPlusOne(rule.allow());
            return;
        }
        Set<String> allowed = Set.of(rule.allow());
        List<NPlusOne> found = recording.nPlusOnes().stream()
                .filter(one -> !allowed.contains(one.role()))
                .toList();
        Baselines.of(context.getRoot().getStore(NAMESPACE), context)
                .file(rule.baseline())
                .check(nameOf(context), found);
    }

    /** In one word, as the first of a line of a baseline. */
    private static String nameOf(ExtensionContext context) {
        String method = context.getRequiredTestMethod().getName();
        return context.getRequiredTestClass().getName() + "." + method.replace(' ', '_');
    }

    private static boolean isWatched(ExtensionContext context) {
        return find(context, MaxSelects.class).isPresent()
                || find(context, NoNPlusOne.class).isPresent()
                || find(context, NoUnusedFetches.class).isPresent();
    }

    /** On the method, or on its class, or on a class around that. */
    private static <A extends Annotation> Optional<A> find(ExtensionContext context, Class<A> type) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), type)
                .or(() -> AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), type, context.getEnclosingTestClasses()));
    }

    /** A test while it runs. */
    private record Watched(QueryWatch watch, QueryRecording recording) {

        static Watched of(QueryWatch watch, ExtensionContext context) {
            boolean use = find(context, NoUnusedFetches.class).isPresent();
            return new Watched(watch, use ? watch.openWithUse() : watch.open());
        }

        void close() {
            recording.close();
            watch.close();
        }
    }
}
