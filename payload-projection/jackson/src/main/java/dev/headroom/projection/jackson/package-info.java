/** Projected rows as JSON, written by Jackson 3. */
@NullMarked
package dev.headroom.projection.jackson;

import org.jspecify.annotations.NullMarked;
