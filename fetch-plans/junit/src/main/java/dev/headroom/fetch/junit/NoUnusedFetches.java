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
 * Fails a test that loads an association in advance, by a fetch plan, a query or an eager mapping, and uses it of none of its
 * owners. On a class it is for each of its test methods; on a method it counts instead of that of the class.
 *
 * <p>Fit for tests that do all that the application does with its entities, such as those of a web page or of a service that
 * maps them: what only production uses is unused here. {@link QueryRecording#unusedFetches} tells what counts as use, and
 * what cannot be seen.
 *
 * <p>In such a test, to-one associations that are loaded in advance hold proxies of the loaded entities, as {@link
 * QueryWatch#openWithUse} tells. Watched is what the thread of the test method loads while the method runs. How the
 * {@code EntityManagerFactory} is found is told by {@link QueryWatchExtension}.
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
