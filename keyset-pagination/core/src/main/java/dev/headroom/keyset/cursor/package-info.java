/**
 * Cursor codecs: how the position of a row becomes the text that you hand to a reader.
 *
 * <p>Begin with {@link dev.headroom.keyset.cursor.CursorCodecs}. A codec is signed or sealed, and either can expire. The
 * interface that they implement, {@link dev.headroom.keyset.CursorCodec}, and the exception for a refused cursor belong to
 * the package above, so that you can write a codec of your own.
 */
@NullMarked
package dev.headroom.keyset.cursor;

import org.jspecify.annotations.NullMarked;
