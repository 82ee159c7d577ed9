package dev.headroom.fetch.junit;

import dev.headroom.fetch.watch.QueryRecording;
import dev.headroom.fetch.watch.QueryWatch;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that loads an association in advance, by a fetch plan, a query or an eager mapping, and uses it for no
 * owner. On a class it applies to each of its test methods; on a method it replaces that of the class.
 *
 * <p>Use it on tests that do with the entities what production does, such as a test of a web page or of a service that
 * maps them. {@link QueryRecording#unusedFetches} defines what counts as use, and what cannot be seen.
 *
 * <p>In such a test, to-one associations that are loaded in advance hold proxies of the loaded entities: see {@link
 * QueryWatch#openWithUse}. It watches what the thread of the test method loads while the method runs.
 * {@link QueryWatchExtension} describes how the {@code EntityManagerFactory} is found.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(QueryWatchExtension.class)
public @interface NoUnusedFetches {

    /**
     * The associations that may be loaded and not used.
     *
     * @return such as {@code "Order.tags"}
     */
    String[] allow() default {};
}
