/**
 * Names in messages: {@link dev.headroom.projection.internal.text.Suggestion} finds the name that was probably meant, and
 * {@link dev.headroom.projection.internal.text.Quoted} shortens and escapes what comes from outside. Not for applications.
 */
@NullMarked
package dev.headroom.projection.internal.text;

import org.jspecify.annotations.NullMarked;
