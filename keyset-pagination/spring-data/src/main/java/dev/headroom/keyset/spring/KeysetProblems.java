package dev.headroom.keyset.spring;

import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.PageSizeException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers what readers of a list do wrong with 400 and a problem (RFC 9457) that says why. It does nothing until the
 * application asks for it: {@code @Import(KeysetProblems.class)}, or a bean of this type. It then goes before other
 * advice.
 *
 * <p>The detail of a problem is the exception's message: it is written for readers and holds no part of a cursor. Stateless
 * and thread-safe.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class KeysetProblems {

    /** Makes the advice; for Spring. */
    public KeysetProblems() {}

    /**
     * A cursor was refused.
     *
     * @param refused why
     * @return a problem with {@code "code": "INVALID_CURSOR"} and the {@code reason}
     */
    @ExceptionHandler
    public ProblemDetail invalidCursor(InvalidCursorException refused) {
        return problem("INVALID_CURSOR", refused, "reason", refused.reason());
    }

    /**
     * A page was asked for that is too large or too small.
     *
     * @param refused why
     * @return a problem with {@code "code": "PAGE_SIZE"} and the {@code maximum}
     */
    @ExceptionHandler
    public ProblemDetail pageSize(PageSizeException refused) {
        return problem("PAGE_SIZE", refused, "maximum", refused.maximum());
    }

    /**
     * A page was asked for whose size is no number.
     *
     * @param refused why
     * @return a problem with {@code "code": "PAGE_SIZE"}
     */
    @ExceptionHandler
    public ProblemDetail malformedSize(MalformedSizeException refused) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "The parameter 'size' is no number of rows that a page can have: give a whole number, such as 20, or"
                        + " leave it out.");
        problem.setProperty("code", "PAGE_SIZE");
        return problem;
    }

    /**
     * An order was asked for that is not offered.
     *
     * @param refused why
     * @return a problem with {@code "code": "UNKNOWN_SORT"} and the {@code choices}
     */
    @ExceptionHandler
    public ProblemDetail unknownSort(UnknownSortException refused) {
        return problem("UNKNOWN_SORT", refused, "choices", refused.choices());
    }

    private static ProblemDetail problem(String code, RuntimeException refused, String property, Object value) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, refused.getMessage());
        problem.setProperty("code", code);
        problem.setProperty(property, value);
        return problem;
    }
}
