package dev.headroom.examples.musicstore.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal, answered as an RFC 9457 problem like those of {@code KeysetProblems}. */
public final class ProblemException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes a refusal.
     *
     * @param status of the response
     * @param code for programs, such as {@code BUSY}
     * @param detail for people: what was asked for, the rule, what to do
     */
    public ProblemException(HttpStatus status, String code, String detail) {
        super(status, problem(status, code, detail), null);
    }

    private static ProblemDetail problem(HttpStatus status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return problem;
    }
}
