package dev.headroom.retry;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.temporal.Temporal;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityVersionMapping;
import org.hibernate.type.descriptor.java.VersionJavaType;
import org.jspecify.annotations.Nullable;

/** Makes versions as Hibernate does, except that a time never goes back. */
final class NextVersion {

    /** What databases keep of a second, unless the mapping says something else. */
    private static final int MICROSECONDS = 6;

    private NextVersion() {}

    static Object of(EntityVersionMapping mapping, @Nullable Object version, SharedSessionContractImplementor session) {
        if (version == null) {
            @SuppressWarnings("unchecked") // it is the type of this version
            VersionJavaType<Object> versions = (VersionJavaType<Object>) mapping.getJavaType();
            return versions.seed(mapping.getLength(), mapping.getPrecision(), mapping.getScale(), session);
        }
        return later(version, Versioning.increment(version, mapping, session), mapping);
    }

    private static Duration tick(EntityVersionMapping mapping) {
        Integer digits = mapping.getTemporalPrecision();
        return Duration.ofNanos((long) Math.pow(10, 9 - (digits == null ? MICROSECONDS : digits)));
    }

    /** Clocks differ, and are set back. */
    private static Object later(Object version, Object next, EntityVersionMapping mapping) {
        if (version instanceof Temporal before && compare(version, next) >= 0) {
            return before.plus(tick(mapping));
        }
        if (version instanceof Timestamp before && compare(version, next) >= 0) {
            return Timestamp.from(before.toInstant().plus(tick(mapping)));
        }
        return next;
    }

    @SuppressWarnings("unchecked") // both are of the version's type, and times have an order
    private static int compare(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other);
    }
}
