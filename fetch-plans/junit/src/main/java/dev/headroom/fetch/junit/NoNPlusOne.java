package dev.headroom.fetch.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that loads an association one by one, or batch by batch. On a class it applies to each of its test
 * methods; on a method it replaces that of the class.
 *
 * <p>It watches what the thread of the test method does while the method runs, and not what runs before and after each
 * test. {@link QueryWatchExtension} describes how the {@code EntityManagerFactory} is found.
 *
 * <p>In a project that has many findings, begin with a {@linkplain #baseline() baseline}: known findings pass, and a
 * new one fails.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(QueryWatchExtension.class)
public @interface NoNPlusOne {

    /**
     * The associations that may be loaded one by one.
     *
     * @return such as {@code "Order.tags"}
     */
    String[] allow() default {};

    /**
     * A file with known findings that wait for a fix, one a line: {@code shop.OrderTest.lists Order.tags
     * OrderService.list}, which is the test, the association, and the method that touched it. Empty lines and
     * lines that start with {@code #} are ignored. A missing file is the same as an empty one.
     *
     * <p>To write it, run the tests with {@code -Dheadroom.fetch.baseline=write}: they pass, and their findings replace
     * their lines in the file. Lines of tests that did not run, or that failed, stay. Without that setting, the end of
     * the run logs a warning with the lines that are fixed; remove them, or write the file again.
     *
     * @return its path, relative to the directory in which the tests run (with Maven and Gradle, the module); empty for
     *     none
     */
    String baseline() default "";
}
