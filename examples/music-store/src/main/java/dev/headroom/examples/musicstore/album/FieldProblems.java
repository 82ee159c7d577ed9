package dev.headroom.examples.musicstore.album;

import dev.headroom.projection.mask.FieldMaskException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers a request for fields that are not there with 400, the place, and what may have been meant. */
@RestControllerAdvice
final class FieldProblems {

    @ExceptionHandler
    ProblemDetail invalidFields(FieldMaskException refused) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, refused.getMessage());
        problem.setProperty("code", "INVALID_FIELDS");
        problem.setProperty("offset", refused.offset());
        refused.suggestion().ifPresent(suggestion -> problem.setProperty("suggestion", suggestion));
        return problem;
    }
}
