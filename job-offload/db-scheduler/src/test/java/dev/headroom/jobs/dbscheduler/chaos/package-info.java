/** Workers that are killed, stopped and cut off while they work. */
@NullMarked
package dev.headroom.jobs.dbscheduler.chaos;

import org.jspecify.annotations.NullMarked;
