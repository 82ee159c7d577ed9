package dev.headroom.keyset.spring;

import org.springframework.core.MethodParameter;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * A reader asked for a page whose size is no number. Spring answers it with 400; an application that handles {@code
 * Exception} itself leaves it to {@link KeysetProblems}.
 */
public final class MalformedSizeException extends MethodArgumentTypeMismatchException {

    private static final long serialVersionUID = 1L;

    MalformedSizeException(String text, MethodParameter parameter, Throwable cause) {
        super(text, Integer.class, Parameters.SIZE, parameter, cause);
    }
}
