/**
 * Keyset pagination for JPA: pages behind opaque cursors, at the same cost at any depth.
 *
 * <p>{@code OFFSET 1000000} makes a database read a million rows to throw them away, and shifts every later page when
 * a row is inserted before it. A keyset page starts right after the last row that the reader has seen: the database
 * goes there through an index.
 *
 * <ol>
 *   <li>Define an order once with {@link dev.headroom.keyset.Keyset#of Keyset.of}. The id is appended, so that no two
 *       rows are equal.
 *   <li>Read a page with {@link dev.headroom.keyset.Keyset#query Keyset.query} and a
 *       {@link dev.headroom.keyset.KeysetRequest}.
 *   <li>Hand {@link dev.headroom.keyset.KeysetPage#endCursor() endCursor} to the reader, who sends it back for the next
 *       page, and {@link dev.headroom.keyset.KeysetPage#startCursor() startCursor} for the previous one.
 * </ol>
 *
 * <pre>{@code
 * Keyset<Song> byName = Keyset.of(Song.class, SortKey.asc("name"))
 *         .cursors(CursorCodecs.signed(secret))
 *         .build(entityManagerFactory);
 *
 * KeysetPage<Song> page = byName.query(entityManager).page(KeysetRequest.first(50));
 * KeysetPage<Song> next = byName.query(entityManager).page(KeysetRequest.after(page.endCursor().orElseThrow(), 50));
 * }</pre>
 *
 * <p>Cursors are {@linkplain dev.headroom.keyset.cursor.CursorCodecs#signed signed} or
 * {@linkplain dev.headroom.keyset.cursor.CursorCodecs#sealed sealed}. Every exception of this library,
 * also that for a reader's bad cursor, is a {@link dev.headroom.keyset.KeysetException}.
 *
 * <p>{@link dev.headroom.keyset.Keyset#indexAdvice() indexAdvice} is the index that an order needs, and
 * {@link dev.headroom.keyset.KeysetQuery#explain explain} says what a page sends and whether such an index is there.
 *
 * <p>To read the code, begin with {@code ListReader}, which does the work of a {@code KeysetQuery}; {@code OrderResolver}
 * does that of a {@code KeysetBuilder}. Codecs are in {@code dev.headroom.keyset.cursor}.
 *
 * <p>Method parameters and results are not null unless they are marked {@code @Nullable}.
 */
@NullMarked
package dev.headroom.keyset;

import org.jspecify.annotations.NullMarked;
