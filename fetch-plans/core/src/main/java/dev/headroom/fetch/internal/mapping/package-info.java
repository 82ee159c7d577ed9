/**
 * What Hibernate's mapping says about associations, in the terms of a fetch plan. Applications must not use this
 * package.
 *
 * <p>Begin with {@link dev.headroom.fetch.internal.mapping.MappedParts}, which finds an attribute, and {@link
 * dev.headroom.fetch.internal.mapping.ToOne}, which says whether a reference can be lazy and whether it can be joined.
 * {@link dev.headroom.fetch.internal.mapping.AttributeReader} reads values out of entities.
 *
 * <p>This package reads Hibernate's metamodel only. It sends no statements, and uses no other package of the library.
 */
@NullMarked
package dev.headroom.fetch.internal.mapping;

import org.jspecify.annotations.NullMarked;
