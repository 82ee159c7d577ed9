package dev.headroom.keyset;

/**
 * An order cannot be used as a {@link Keyset}: a key does not exist, may be null without saying where nulls go, has a type
 * that a cursor cannot hold, or a type that the database compares in another way than it sorts. {@link KeysetBuilder#build}
 * throws it, so you see it when the application starts. The message names the entity, the key and the valid choices.
 */
public final class InvalidKeysetException extends KeysetException {

    private static final long serialVersionUID = 1L;

    InvalidKeysetException(String message) {
        super(message);
    }
}
