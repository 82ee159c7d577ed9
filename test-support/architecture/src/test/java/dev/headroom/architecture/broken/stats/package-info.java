/** Classes that break rules on purpose. */
@NullMarked
package dev.headroom.architecture.broken.stats;

import org.jspecify.annotations.NullMarked;
