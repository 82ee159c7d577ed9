package dev.headroom.examples.musicstore.report;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a client wants to wait for a result: {@code Prefer: wait=10} (RFC 7240). What cannot be read is no preference. */
final class PreferredWait {

    /** Longer would be the long request that jobs are there to avoid. */
    static final Duration MOST = Duration.ofSeconds(20);

    private static final Pattern WAIT =
            Pattern.compile("\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

    private PreferredWait() {}

    /** The first in these headers, or the most if that is less. */
    static Optional<Duration> in(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(WAIT::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(match -> Duration.ofSeconds(Long.parseLong(match.group(1))))
                .map(wait -> wait.compareTo(MOST) > 0 ? MOST : wait);
    }
}
