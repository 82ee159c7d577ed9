package dev.headroom.fetch.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that loads an association one by one, or batch by batch. On a class it is for each of its test methods; on a
 * method it counts instead of that of the class.
 *
 * <p>Watched is what the thread of the test method does while the method runs, with what runs before and after each test left
 * out. How the {@code EntityManagerFactory} is found is told by {@link QueryWatchExtension}.
 *
 * <p>A {@linkplain #baseline() baseline} makes it possible to begin in a project that has many: those that are known pass,
 * and a new one fails.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(QueryWatchExtension.class)
public @interface NoNPlusOne {

    /**
     * The associations that may be loaded so, for good.
     *
     * @return such as {@code "Order.tags"}
     */
    String[] allow() default {};

    /**
     * A file with those that are known and wait to be mended, one a line: {@code shop.OrderTest.lists Order.tags
     * OrderService.list}, which is the test, the association, and the method that touched it. Lines that are empty or start
     * with {@code #} do not count. A file that is missing is the same as an empty one.
     *
     * <p>To write it, run the tests with {@code -Dheadroom.fetch.baseline=write}: they pass, and what they found replaces
     * their lines in the file. Lines of tests that were not run, or that failed, stay. Without it, lines that are mended are
     * logged as a warning at the end of the run; remove them, or write the file again.
     *
     * @return its path, from the directory in which the tests run, which is that of the module with Maven and Gradle; empty
     *     for none
     */
    String baseline() default "";
}
