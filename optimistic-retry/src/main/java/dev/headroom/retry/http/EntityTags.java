package dev.headroom.retry.http;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

/**
 * Versions as texts of the HTTP header {@code ETag} (RFC 9110, section 8.8.3). The tags are strong: two are equal only if the
 * versions are.
 *
 * <pre>{@code
 * response.setHeader("ETag", EntityTags.of(mail.version)); // "7", with the quotes
 * }</pre>
 *
 * @see IfMatch
 * @see IfNoneMatch
 */
public final class EntityTags {

    /** Stands between version and variant, and in neither. */
    private static final char BEFORE_VARIANT = ';';

    private EntityTags() {}

    /**
     * The tag of a version, of a resource that has one representation.
     *
     * @param version an {@code Integer}, {@code Long}, {@code Short}, {@code Instant}, {@code OffsetDateTime},
     *     {@code LocalDateTime}, {@code java.sql.Timestamp}, {@code String} or {@code UUID}. Times with an offset are the same
     *     if they are the same instant. Give times as they were read from the database, which may round them.
     * @return a text of printable ASCII with its quotes, such as {@code "7"}
     * @throws IllegalArgumentException if the version is of another type
     */
    public static String of(Object version) {
        return '"' + text(version) + '"';
    }

    /**
     * The tag of one representation of a version. Representations that differ in a byte, such as JSON and XML, or the fields
     * of one user and of another, must not have the same strong tag.
     *
     * @param version as in {@link #of(Object)}
     * @param variant tells the representations of a resource apart, such as {@code json}
     * @return a text with its quotes, such as {@code "7;json"}
     * @throws IllegalArgumentException if the version is of another type
     */
    public static String of(Object version, String variant) {
        return '"' + text(version) + BEFORE_VARIANT + escaped(variant) + '"';
    }

    /** The part of a strong tag that comes from the version. */
    static String versionPart(String tag) {
        int end = tag.indexOf(BEFORE_VARIANT);
        return tag.substring(1, end < 0 ? tag.length() - 1 : end);
    }

    private static String text(Object version) {
        Objects.requireNonNull(version, "version");
        if (version instanceof Timestamp timestamp) {
            return timestamp.toInstant().toString();
        }
        if (version instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        if (version instanceof String text) {
            return escaped(text);
        }
        if (isPlain(version)) {
            return version.toString();
        }
        throw new IllegalArgumentException("EntityTags.of(" + version.getClass().getName()
                + "): a version is an Integer, Long, Short, Instant, OffsetDateTime, LocalDateTime, Timestamp, String or"
                + " UUID. Give one of these.");
    }

    private static boolean isPlain(Object version) {
        return version instanceof Integer
                || version instanceof Long
                || version instanceof Short
                || version instanceof Instant
                || version instanceof LocalDateTime
                || version instanceof UUID;
    }

    /** Percent signs and two digits for each byte that is not a letter, a digit or harmless: different texts stay different. */
    private static String escaped(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (isHarmless(each)) {
                result.append((char) each);
            } else {
                result.append(String.format("%%%02X", each));
            }
        }
        return result.toString();
    }

    private static boolean isHarmless(byte each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || "-._~:+/=".indexOf(each) >= 0;
    }
}
