package dev.headroom.examples.musicstore.payment;

/** The provider was called, and its answer did not arrive. */
final class AnswerLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnswerLostException(String key) {
        super("The provider's answer to " + key + " was lost.");
    }
}
