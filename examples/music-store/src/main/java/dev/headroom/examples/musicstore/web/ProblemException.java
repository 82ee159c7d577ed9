package dev.headroom.examples.musicstore.web;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal, answered as an RFC 9457 problem. */
public final class ProblemException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes a refusal.
     *
     * @param status of the response
     * @param reason for programs, such as {@code PAGE_SIZE}
     * @param detail for people: what was asked for, the rule, what to do
     */
    public ProblemException(HttpStatus status, String reason, String detail) {
        super(status, problem(status, reason, detail), null);
    }

    /** The types are sections of a page of this store, so that they can be looked up. */
    static ProblemDetail problem(HttpStatus status, String reason, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        String name = reason.toLowerCase(Locale.ROOT).replace('_', '-');
        problem.setType(URI.create("/problems.html#" + name));
        problem.setTitle(reason.charAt(0) + name.substring(1).replace('-', ' '));
        problem.setProperty("reason", reason);
        return problem;
    }
}
