package dev.headroom.retry.http;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP header {@code If-Match}: change only what I have seen (RFC 9110, section 13.1.1). A resource that must not be
 * overwritten unseen answers:
 *
 * <pre>{@code
 * if (header == null) return status(428);                                // Precondition Required
 * if (!IfMatch.parse(header).matches(mail.version)) return status(412); // Precondition Failed
 * }</pre>
 *
 * <p>Then update with that version as the expected one; a conflict is 412 too. An {@link InvalidEntityTagException} is 400.
 *
 * @param tags as they were sent, with quotes and {@code W/}; only {@code *} for whatever there is
 */
public record IfMatch(List<String> tags) {

    /**
     * Copies the list.
     *
     * @param tags as they were sent
     */
    public IfMatch {
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
    public static IfMatch parse(String header) {
        return new IfMatch(EntityTagParser.parse("If-Match", header));
    }

    /**
     * Whether the header allows to change a version, by strong comparison: a tag with {@code W/} matches none.
     *
     * @param version of what is there now, as in {@link EntityTags#of(Object)}; null if there is nothing, which nothing matches
     * @return false for 412
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
     * @return false for 412
     * @throws IllegalArgumentException if the version is of another type
     */
    public boolean matches(@Nullable Object version, String variant) {
        return version != null && matchesTag(EntityTags.of(version, variant));
    }

    private boolean matchesTag(String tag) {
        return tags.equals(List.of("*")) || tags.contains(tag);
    }

    /**
     * The version that the client has seen, if the header says exactly one: an update can expect it without reading before.
     * Where it does not, ask {@link #matches(Object)}, with the version that was read. The variant is not looked at.
     *
     * @param <V> its type
     * @param type of the entity's version: {@code Integer}, {@code Long} or {@code Short}, also as primitive types,
     *     {@code Instant}, {@code LocalDateTime} or {@code UUID}
     * @return empty for {@code *}, for several tags, for a weak one, and for one that no version of this type has
     * @throws IllegalArgumentException for another type
     */
    public <V> Optional<V> version(Class<V> type) {
        Function<String, ?> reader = reader(type);
        if (tags.size() != 1 || !tags.get(0).startsWith("\"")) {
            return Optional.empty();
        }
        String text = EntityTags.versionPart(tags.get(0));
        try {
            @SuppressWarnings("unchecked") // it reads this type; Class.cast knows no primitive ones
            V version = (V) reader.apply(text);
            // So that "07" is not 7.
            return EntityTags.of(version).equals('"' + text + '"') ? Optional.of(version) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeParseException ofAnotherType) {
            return Optional.empty();
        }
    }

    private static Function<String, ?> reader(Class<?> type) {
        if (type == Integer.class || type == int.class) {
            return Integer::valueOf;
        }
        if (type == Long.class || type == long.class) {
            return Long::valueOf;
        }
        if (type == Short.class || type == short.class) {
            return Short::valueOf;
        }
        if (type == Instant.class) {
            return Instant::parse;
        }
        if (type == LocalDateTime.class) {
            return LocalDateTime::parse;
        }
        if (type == UUID.class) {
            return UUID::fromString;
        }
        throw new IllegalArgumentException(
                "IfMatch.version(" + type.getName()
                        + "): a version can be read as int, long, short, Instant, LocalDateTime or UUID. For others, ask matches.");
    }
}
