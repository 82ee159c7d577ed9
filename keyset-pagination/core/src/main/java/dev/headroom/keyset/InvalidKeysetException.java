package dev.headroom.keyset;

/**
 * An order cannot be used as a {@link Keyset}: a key does not exist, may be null without saying where nulls go, has a type
 * that cannot travel in a cursor, or one that the database compares otherwise than it sorts. It is raised when the keyset
 * is built, so at the application's start. The message names the entity, the key and the valid choices.
 */
public final class InvalidKeysetException extends KeysetException {

    private static final long serialVersionUID = 1L;

    InvalidKeysetException(String message) {
        super(message);
    }
}
