package dev.headroom.projection.jackson;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes some bytes, and fails from then on, as a connection that was closed does. */
final class BrokenStream extends OutputStream {

    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    final IOException failure = new IOException("Broken pipe");
    private final int limit;
    int failures;

    BrokenStream(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int fits = Math.min(length, limit - taken.size());
        taken.write(bytes, offset, fits);
        if (fits < length) {
            failures++;
            throw failure;
        }
    }
}
