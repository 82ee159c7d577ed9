package dev.headroom.jobs.cron;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.parser.CronParser;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;

/** The five fields of crontab(5), and the local times that fit them. */
final class CronFields {

    private static final int MINUTES = 60;
    private static final int HOURS = 24;
    private static final int DAYS_OF_WEEK = 7;

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean needsBothDays;
    private final boolean isWildcard;

    private CronFields(Cron cron, List<String> texts) {
        minutes = values(cron, CronFieldName.MINUTE, 0, MINUTES - 1);
        hours = values(cron, CronFieldName.HOUR, 0, HOURS - 1);
        days = values(cron, CronFieldName.DAY_OF_MONTH, 1, 31);
        months = values(cron, CronFieldName.MONTH, 1, 12);
        weekdays = values(cron, CronFieldName.DAY_OF_WEEK, 0, DAYS_OF_WEEK);
        weekdays.set(0, weekdays.get(0) || weekdays.get(DAYS_OF_WEEK)); // both are Sunday
        isWildcard = texts.get(0).startsWith("*") || texts.get(1).startsWith("*");
        needsBothDays = texts.get(2).startsWith("*") || texts.get(4).startsWith("*");
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none
     */
    static CronFields of(String expression) {
        Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(expression);
        return new CronFields(cron, List.of(expression.trim().split("\\s+", -1)));
    }

    private static BitSet values(Cron cron, CronFieldName name, int least, int most) {
        BitSet values = new BitSet();
        add(values, cron.retrieve(name).getExpression(), least, most);
        return values;
    }

    private static void add(BitSet values, FieldExpression expression, int least, int most) {
        if (expression instanceof And list) {
            list.getExpressions().forEach(each -> add(values, each, least, most));
        } else if (expression instanceof Every steps) {
            FieldExpression of = steps.getExpression();
            int end = of instanceof Between between ? value(between.getTo().getValue()) : most;
            add(values, begin(of, least), end, steps.getPeriod().getValue());
        } else if (expression instanceof Between between) {
            add(
                    values,
                    value(between.getFrom().getValue()),
                    value(between.getTo().getValue()),
                    1);
        } else if (expression instanceof On one) {
            values.set(one.getTime().getValue());
        } else {
            add(values, least, most, 1);
        }
    }

    private static int begin(FieldExpression expression, int least) {
        if (expression instanceof Between between) {
            return value(between.getFrom().getValue());
        }
        return expression instanceof On one ? one.getTime().getValue() : least;
    }

    private static int value(Object value) {
        return (Integer) value;
    }

    private static void add(BitSet values, int from, int to, int step) {
        for (int value = from; value <= to; value += step) {
            values.set(value);
        }
    }

    /** Whether it says any minute or any hour, such as every quarter of an hour, and not a time of the day. */
    boolean isWildcard() {
        return isWildcard;
    }

    /** Whether there is a day that fits, as there is no 30 February. */
    boolean everComes() {
        boolean byWeekday = !needsBothDays;
        return byWeekday
                || months.stream()
                        .anyMatch(month -> days.nextSetBit(1) <= Month.of(month).maxLength());
    }

    /** The first time that fits, from one on. */
    LocalDateTime atOrAfter(LocalDateTime from) {
        LocalDateTime minute = from.truncatedTo(ChronoUnit.MINUTES);
        LocalDateTime first = minute.equals(from) ? minute : minute.plusMinutes(1);
        if (fits(first.toLocalDate())) {
            int minuteOfDay = nextMinuteOfDay(first.getHour() * MINUTES + first.getMinute());
            if (minuteOfDay < HOURS * MINUTES) {
                return first.toLocalDate().atStartOfDay().plusMinutes(minuteOfDay);
            }
        }
        LocalDate day = first.toLocalDate().plusDays(1);
        while (!fits(day)) {
            day = months.get(day.getMonthValue())
                    ? day.plusDays(1)
                    : day.withDayOfMonth(1).plusMonths(1);
        }
        return day.atStartOfDay().plusMinutes(nextMinuteOfDay(0));
    }

    /** The last time that fits, up to one. */
    LocalDateTime atOrBefore(LocalDateTime until) {
        if (fits(until.toLocalDate())) {
            int minuteOfDay = previousMinuteOfDay(until.getHour() * MINUTES + until.getMinute());
            if (minuteOfDay >= 0) {
                return until.toLocalDate().atStartOfDay().plusMinutes(minuteOfDay);
            }
        }
        LocalDate day = until.toLocalDate().minusDays(1);
        while (!fits(day)) {
            day = months.get(day.getMonthValue())
                    ? day.minusDays(1)
                    : day.withDayOfMonth(1).minusDays(1);
        }
        return day.atStartOfDay().plusMinutes(previousMinuteOfDay(HOURS * MINUTES - 1));
    }

    private boolean fits(LocalDate day) {
        boolean ofMonth = days.get(day.getDayOfMonth());
        boolean ofWeek = weekdays.get(day.getDayOfWeek().getValue() % DAYS_OF_WEEK);
        return months.get(day.getMonthValue()) && (needsBothDays ? ofMonth && ofWeek : ofMonth || ofWeek);
    }

    /** At the end of the day if there is none. */
    private int nextMinuteOfDay(int from) {
        int hour = from / MINUTES;
        int minute = hours.get(hour) ? minutes.nextSetBit(from % MINUTES) : -1;
        if (minute >= 0) {
            return hour * MINUTES + minute;
        }
        int next = hours.nextSetBit(hour + 1);
        return next < 0 ? HOURS * MINUTES : next * MINUTES + minutes.nextSetBit(0);
    }

    /** Below 0 if there is none. */
    private int previousMinuteOfDay(int until) {
        int hour = until / MINUTES;
        int minute = hours.get(hour) ? minutes.previousSetBit(until % MINUTES) : -1;
        if (minute >= 0) {
            return hour * MINUTES + minute;
        }
        int previous = hours.previousSetBit(hour - 1);
        return previous < 0 ? -1 : previous * MINUTES + minutes.previousSetBit(MINUTES - 1);
    }
}
