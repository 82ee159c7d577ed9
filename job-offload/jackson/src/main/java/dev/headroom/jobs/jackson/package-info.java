/**
 * Payloads and results of jobs as JSON, by Jackson 3.
 *
 * <pre>{@code
 * Jobs jobs = Jobs.on(engine, JacksonJobCodec.standard());
 * }</pre>
 */
@NullMarked
package dev.headroom.jobs.jackson;

import org.jspecify.annotations.NullMarked;
