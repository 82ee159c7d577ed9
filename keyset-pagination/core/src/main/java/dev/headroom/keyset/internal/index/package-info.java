/**
 * The index that an order needs, and the indexes that the database has. Not for applications.
 *
 * <p>Begin with {@link dev.headroom.keyset.internal.index.IndexResolver}. It makes an {@code OrderIndex} of the mapping and
 * compares it with what an {@code IndexCatalog} reads. There is one catalog for PostgreSQL, one for MySQL and MariaDB, and one
 * for other databases.
 */
@NullMarked
package dev.headroom.keyset.internal.index;

import org.jspecify.annotations.NullMarked;
