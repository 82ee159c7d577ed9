/**
 * Versions in HTTP headers.
 *
 * <p>Begin with {@link dev.headroom.retry.http.EntityTags}, which writes {@code ETag}. {@link dev.headroom.retry.http.IfMatch} and
 * {@link dev.headroom.retry.http.IfNoneMatch} read the headers of a request and compare them with a version. {@code EntityTagParser}
 * has the grammar.
 */
@NullMarked
package dev.headroom.retry.http;

import org.jspecify.annotations.NullMarked;
