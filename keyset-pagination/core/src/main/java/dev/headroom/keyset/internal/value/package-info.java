/**
 * How the values of keys travel: out of the database, into a cursor, and back to be compared. Not for applications.
 *
 * <p>Begin with {@link dev.headroom.keyset.internal.value.KeyType} for cursors, and with {@link
 * dev.headroom.keyset.internal.value.KeyTransport} for statements. Both are exact: a key that comes back changed by one bit
 * skips or repeats a row.
 */
@NullMarked
package dev.headroom.keyset.internal.value;

import org.jspecify.annotations.NullMarked;
