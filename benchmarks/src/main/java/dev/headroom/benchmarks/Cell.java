package dev.headroom.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param scenario the scenario's name
 * @param group what was measured, as {@code key=value} parts joined by a slash
 * @param contender who was measured: {@code headroom}, {@code floor} for code written by hand, or a peer's name
 * @param metric such as {@code time} or {@code buffers}
 * @param unit such as {@code ms} or {@code pages}
 * @param value the figure
 * @param ratioToFloor the figure divided by the floor's, if there is one
 * @param correct false if the contender returned wrong rows, and so was not timed; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cell(
        String scenario,
        @JsonProperty("case") String group,
        String contender,
        String metric,
        String unit,
        double value,
        @Nullable Double ratioToFloor,
        @Nullable Boolean correct) {}
