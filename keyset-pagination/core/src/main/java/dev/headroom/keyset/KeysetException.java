package dev.headroom.keyset;

/**
 * The root of all exceptions of this library. Exceptions of the database and of the persistence provider are not
 * wrapped: you get them as JPA throws them.
 */
public abstract class KeysetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysetException(String message) {
        super(message);
    }
}
