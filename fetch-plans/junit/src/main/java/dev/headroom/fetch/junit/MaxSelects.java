package dev.headroom.fetch.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that sends more queries than it may. On a class it is for each of its test methods; on a method it counts
 * instead of that of the class.
 *
 * <p>Counted is what the thread of the test method sends while the method runs, with what runs before and after each test left
 * out. How the {@code EntityManagerFactory} is found is told by {@link QueryWatchExtension}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(QueryWatchExtension.class)
public @interface MaxSelects {

    /**
     * How many queries are fine.
     *
     * @return 0 or more
     */
    int value();
}
