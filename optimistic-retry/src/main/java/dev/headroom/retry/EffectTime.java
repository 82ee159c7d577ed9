package dev.headroom.retry;

import java.time.Clock;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.jspecify.annotations.Nullable;

/**
 * The time by which leases are written and compared: the database's, so that machines whose clocks differ agree.
 *
 * @param clock another time; null for the database's
 */
record EffectTime(@Nullable Clock clock) {

    /** An expression: milliseconds since 1970, whatever the zone of the session is. */
    String now(Dialect dialect) {
        if (clock != null) {
            return Long.toString(clock.millis());
        }
        if (dialect instanceof MySQLDialect) {
            return "(timestampdiff(microsecond, '1970-01-01 00:00:00', utc_timestamp(3)) div 1000)";
        }
        String now = dialect instanceof PostgreSQLDialect ? "clock_timestamp()" : "current_timestamp";
        return "cast(extract(epoch from " + now + ") * 1000 as bigint)";
    }
}
