/** Classes that break rules on purpose. */
@NullMarked
package dev.headroom.architecture.broken.keyset.internal;

import org.jspecify.annotations.NullMarked;
