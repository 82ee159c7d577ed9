package dev.headroom.examples.musicstore.data;

/** A file is not a ChinookData.json; where in the file is added by whoever reads it. */
final class ChinookFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChinookFormatException(String message) {
        super(message);
    }
}
