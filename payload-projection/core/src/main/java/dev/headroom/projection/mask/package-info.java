/**
 * Field masks: which fields of an answer a request asks for.
 *
 * <p>Begin with {@link dev.headroom.projection.mask.FieldMask}. {@code parse} reads a query parameter such as
 * {@code id,artist(name)}, within {@link dev.headroom.projection.mask.FieldMaskLimits}. {@code jsonApi} reads the parameters of
 * JSON:API, and {@code of} a mask that your code names. {@code within} resolves a request against the fields of a view.
 *
 * <p>What cannot be read, or asks for a field that does not exist, is a
 * {@link dev.headroom.projection.mask.FieldMaskException}: answer it with status 400.
 *
 * <p>Behind them, the scanner and the parser read a text into a tree of {@code FieldNode}s, and the resolver walks that tree
 * along the tree of the view. This package needs no database and no persistence provider.
 */
@NullMarked
package dev.headroom.projection.mask;

import org.jspecify.annotations.NullMarked;
