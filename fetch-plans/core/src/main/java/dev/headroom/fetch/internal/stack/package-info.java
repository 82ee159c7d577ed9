/**
 * Who called: reads the stack to find the line of the application behind a load. Applications must not use this
 * package.
 *
 * <p>Begin with {@link dev.headroom.fetch.internal.stack.CallStack}, the walk that fetch plans and the watch share.
 * {@link dev.headroom.fetch.internal.stack.Code} says whose code a frame is: Hibernate's, ours, a framework's or the
 * application's. This package uses no other package of the library.
 */
@NullMarked
package dev.headroom.fetch.internal.stack;

import org.jspecify.annotations.NullMarked;
