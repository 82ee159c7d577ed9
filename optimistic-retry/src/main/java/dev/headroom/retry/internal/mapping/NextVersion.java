package dev.headroom.retry.internal.mapping;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.Date;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityVersionMapping;
import org.hibernate.type.descriptor.java.VersionJavaType;
import org.jspecify.annotations.Nullable;

/**
 * Makes versions as Hibernate does, except that a time is always later than the last one, as far as the column can tell the two
 * apart: two versions that it keeps as one would let an update be lost.
 */
final class NextVersion {

    private static final int NANOSECONDS = 9;

    private final EntityVersionMapping mapping;

    /** The shortest time that the column keeps; null as long as nobody has looked. */
    private volatile @Nullable Duration tick;

    NextVersion(EntityVersionMapping mapping) {
        this.mapping = mapping;
    }

    Object after(@Nullable Object version, SharedSessionContractImplementor session) {
        if (version == null) {
            @SuppressWarnings("unchecked") // it is the type of this version
            VersionJavaType<Object> versions = (VersionJavaType<Object>) mapping.getJavaType();
            return versions.seed(mapping.getLength(), mapping.getPrecision(), mapping.getScale(), session);
        }
        Object next = Versioning.increment(version, mapping, session);
        if (!isTime(version)) {
            return next;
        }
        return isTooEarly(next, version, session) ? later(version, tick(session)) : kept(next, tick(session));
    }

    /** As the column keeps it, so that who knows the version knows that of the row. */
    private static Object kept(Object time, Duration tick) {
        if (time instanceof Temporal temporal) {
            int nanoseconds = temporal.get(ChronoField.NANO_OF_SECOND);
            return temporal.minus(nanoseconds % tick.toNanos(), ChronoUnit.NANOS);
        }
        return time instanceof Timestamp timestamp ? Timestamp.from((Instant) kept(timestamp.toInstant(), tick)) : time;
    }

    /** Whether a time is not later than the last one. Clocks differ, and are set back. */
    boolean isTooEarly(@Nullable Object next, @Nullable Object last, SharedSessionContractImplementor session) {
        return last != null && next != null && isTime(last) && compare(next, later(last, tick(session))) < 0;
    }

    private static boolean isTime(Object version) {
        return version instanceof Temporal || version instanceof Date || version instanceof Calendar;
    }

    private static Object later(Object time, Duration tick) {
        if (time instanceof Temporal temporal) {
            return temporal.plus(tick);
        }
        if (time instanceof Timestamp timestamp) {
            return Timestamp.from(timestamp.toInstant().plus(tick));
        }
        long milliseconds = Math.max(1, tick.toMillis());
        if (time instanceof Calendar calendar) {
            Calendar later = (Calendar) calendar.clone();
            later.setTimeInMillis(calendar.getTimeInMillis() + milliseconds);
            return later;
        }
        return Date.from(((Date) time).toInstant().plusMillis(milliseconds));
    }

    @SuppressWarnings("unchecked") // both are of the version's type, and times have an order
    private static int compare(Object one, Object other) {
        return one instanceof Date early && other instanceof Date late
                ? early.toInstant().compareTo(late.toInstant()) // a Date knows nothing of a Timestamp's nanoseconds
                : ((Comparable<Object>) one).compareTo(other);
    }

    /** The mapping may say something else than the column is. */
    private Duration tick(SharedSessionContractImplementor session) {
        Duration known = tick;
        if (known == null) {
            int digits = session.doReturningWork(this::digits);
            known = Duration.ofNanos((long) Math.pow(10, NANOSECONDS - Math.min(NANOSECONDS, Math.max(0, digits))));
            tick = known;
        }
        return known;
    }

    private int digits(Connection connection) throws SQLException {
        // of entities in tables of their own, it is a query, which MariaDB wants named
        String sql = "select " + mapping.getSelectionExpression() + " from " + mapping.getContainingTableExpression()
                + " version_of where 1 = 0";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet none = statement.executeQuery()) {
            return none.getMetaData().getScale(1);
        }
    }
}
