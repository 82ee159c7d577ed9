/** Classes that break rules on purpose. */
@NullMarked
package dev.headroom.architecture.broken.fetch;

import org.jspecify.annotations.NullMarked;
