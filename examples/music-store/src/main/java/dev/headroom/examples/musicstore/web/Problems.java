package dev.headroom.examples.musicstore.web;

import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.PageSizeException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What a reader did wrong, as problems that say why. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Problems {

    /** The message says what is wrong and holds no part of the cursor. */
    @ExceptionHandler
    ProblemDetail invalidCursor(InvalidCursorException refused) {
        ProblemDetail problem =
                ProblemException.problem(HttpStatus.BAD_REQUEST, "INVALID_CURSOR", refused.getMessage());
        problem.setProperty("reason", refused.reason());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail pageSize(PageSizeException refused) {
        return ProblemException.problem(HttpStatus.BAD_REQUEST, "PAGE_SIZE", refused.getMessage());
    }

    @ExceptionHandler
    ProblemDetail noNumber(MethodArgumentTypeMismatchException refused) {
        return noNumber(refused.getName());
    }

    /** For parameters that are members of a record. */
    @ExceptionHandler
    ProblemDetail noNumber(BindException refused) {
        FieldError error = refused.getFieldError();
        return noNumber(error == null ? "A parameter" : error.getField());
    }

    private static ProblemDetail noNumber(String parameter) {
        return ProblemException.problem(
                HttpStatus.BAD_REQUEST,
                "NOT_A_NUMBER",
                "\"" + parameter + "\" is not a whole number that fits into 32 bits.");
    }
}
