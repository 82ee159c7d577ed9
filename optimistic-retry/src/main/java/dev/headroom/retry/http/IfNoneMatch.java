package dev.headroom.retry.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP header {@code If-None-Match}: send only what I do not have; or, with {@code *}, create only what is not there (RFC
 * 9110, section 13.1.2).
 *
 * <pre>{@code
 * if (header != null && IfNoneMatch.parse(header).matches(mail.version)) {
 *     return status(isGetOrHead ? 304 : 412); // Not Modified, or Precondition Failed
 * }
 * }</pre>
 *
 * @param tags as they were sent, with quotes and {@code W/}; only {@code *} for whatever there is
 */
public record IfNoneMatch(List<String> tags) {

    /**
     * Copies the list.
     *
     * @param tags as they were sent
     */
    public IfNoneMatch {
        tags = List.copyOf(tags);
    }

    /**
     * Reads the header.
     *
     * @param header its value; of several such lines, the values with commas between them. At most 8,192 characters and 100
     *     tags. It may be empty; then it matches nothing.
     * @return its tags
     * @throws InvalidEntityTagException if it is longer, or not of this form
     */
    public static IfNoneMatch parse(String header) {
        return new IfNoneMatch(EntityTagParser.parse("If-None-Match", header));
    }

    /**
     * Whether the client has a version already, by weak comparison: a tag with {@code W/} counts like one without.
     *
     * @param version of what is there now, as in {@link EntityTags#of(Object)}; null if there is nothing, which nothing matches
     * @return true for 304 or 412
     * @throws IllegalArgumentException if the version is of another type
     */
    public boolean matches(@Nullable Object version) {
        return version != null && matchesTag(EntityTags.of(version));
    }

    /**
     * The same for one representation.
     *
     * @param version of what is there now; null if there is nothing
     * @param variant as in {@link EntityTags#of(Object, String)}
     * @return true for 304 or 412
     * @throws IllegalArgumentException if the version is of another type
     */
    public boolean matches(@Nullable Object version, String variant) {
        return version != null && matchesTag(EntityTags.of(version, variant));
    }

    private boolean matchesTag(String tag) {
        return tags.equals(List.of("*")) || tags.contains(tag) || tags.contains("W/" + tag);
    }
}
