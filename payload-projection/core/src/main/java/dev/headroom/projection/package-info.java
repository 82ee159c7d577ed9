/**
 * Slim output: an answer costs what it shows. A {@code Projection} reads a Java record from a JPA entity, with the columns,
 * joins and statements that the record needs and no others; a {@code FieldMask} narrows it to what a
 * request asks for.
 */
@NullMarked
package dev.headroom.projection;

import org.jspecify.annotations.NullMarked;
