/**
 * Tests of what every {@link dev.headroom.jobs.engine.JobEngine} does.
 *
 * <p><b>Experimental:</b> this package may change in any release. Your engine's test implements the interfaces whose names end in {@code
 * Contract}, and gives each test a {@link dev.headroom.jobs.contract.EngineBench} of an empty store.
 */
@NullMarked
package dev.headroom.jobs.contract;

import org.jspecify.annotations.NullMarked;
