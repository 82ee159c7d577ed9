package dev.headroom.fetch.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that sends more queries than it may. On a class it applies to each of its test methods; on a method
 * it replaces that of the class.
 *
 * <p>It counts what the thread of the test method sends while the method runs, and not what runs before and after each
 * test. {@link QueryWatchExtension} describes how the {@code EntityManagerFactory} is found.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(QueryWatchExtension.class)
public @interface MaxSelects {

    /**
     * How many queries are allowed.
     *
     * @return 0 or more
     */
    int value();
}
