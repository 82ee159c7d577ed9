/**
 * Projected rows as JSON, written by Jackson 3 with no object in between.
 *
 * <pre>{@code
 * items.query(entityManager)
 *         .orderBy("id")
 *         .limit(50)
 *         .writeTo(JsonRows.array(response.getOutputStream()));
 * }</pre>
 */
@NullMarked
package dev.headroom.projection.jackson;

import org.jspecify.annotations.NullMarked;
