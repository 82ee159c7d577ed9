package dev.headroom.projection.jackson;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes that have not gone out; what was written of a row that failed can be taken back. It is used by one thread. */
final class RowBuffer extends OutputStream {

    private byte[] bytes = new byte[16 * 1024];
    private int size;

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        int needed = Math.addExact(size, length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
        }
        System.arraycopy(source, offset, bytes, size, length);
        size = needed;
    }

    int size() {
        return size;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }
}
