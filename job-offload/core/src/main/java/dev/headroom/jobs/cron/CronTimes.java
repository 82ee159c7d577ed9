package dev.headroom.jobs.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The moments of a cron schedule, as Debian's cron has them when clocks change. A time of the day comes once: what the clocks skip comes
 * right after that, and what they repeat comes the first time. What is said with any minute or any hour comes whenever the clocks
 * show it.
 */
final class CronTimes {

    private final CronFields fields;
    private final ZoneRules rules;

    CronTimes(CronFields fields, ZoneId zone) {
        this.fields = fields;
        this.rules = zone.getRules();
    }

    /** The latest moment after one and not after another. */
    Optional<Instant> latest(Instant after, Instant until) {
        Instant last = fields.isWildcard() ? lastShown(until) : lastOfDay(until);
        return Optional.of(last).filter(time -> time.isAfter(after));
    }

    /** The first moment after one. */
    Instant next(Instant after) {
        return fields.isWildcard() ? firstShown(after.plusNanos(1)) : firstOfDay(after);
    }

    private Instant firstShown(Instant from) {
        ZoneOffset offset = rules.getOffset(from);
        Instant time = fields.atOrAfter(LocalDateTime.ofInstant(from, offset)).toInstant(offset);
        ZoneOffsetTransition change = rules.nextTransition(from);
        return change == null || time.isBefore(change.getInstant()) ? time : firstShown(change.getInstant());
    }

    private Instant lastShown(Instant until) {
        ZoneOffset offset = rules.getOffset(until);
        Instant time = fields.atOrBefore(LocalDateTime.ofInstant(until, offset)).toInstant(offset);
        ZoneOffsetTransition change = rules.previousTransition(until.plusNanos(1));
        return change == null || !time.isBefore(change.getInstant())
                ? time
                : lastShown(change.getInstant().minusNanos(1));
    }

    private Instant firstOfDay(Instant after) {
        return moment(fields.atOrAfter(passed(after).plusNanos(1)));
    }

    private Instant lastOfDay(Instant until) {
        return moment(fields.atOrBefore(passed(until)));
    }

    /** Up to which local time all have come: while clocks repeat some, up to the end of those. */
    private LocalDateTime passed(Instant time) {
        ZoneOffset offset = rules.getOffset(time);
        LocalDateTime shown = LocalDateTime.ofInstant(time, offset);
        ZoneOffsetTransition change = rules.getTransition(shown);
        boolean isRepeated = change != null && change.isOverlap() && offset.equals(change.getOffsetAfter());
        return isRepeated ? change.getDateTimeBefore().minusNanos(1) : shown;
    }

    private Instant moment(LocalDateTime local) {
        ZoneOffsetTransition change = rules.getTransition(local);
        if (change == null) {
            return local.toInstant(rules.getOffset(local));
        }
        return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
    }
}
