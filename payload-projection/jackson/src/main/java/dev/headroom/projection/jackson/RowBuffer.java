package dev.headroom.projection.jackson;

import java.io.ByteArrayOutputStream;

/** Bytes that have not gone out; what was written of a row that failed can be taken back. */
final class RowBuffer extends ByteArrayOutputStream {

    synchronized void truncate(int size) {
        count = size;
    }
}
