/** Classes that break rules on purpose. */
@NullMarked
package dev.headroom.architecture.broken.keyset.spring;

import org.jspecify.annotations.NullMarked;
