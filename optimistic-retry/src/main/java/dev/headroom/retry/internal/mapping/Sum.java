package dev.headroom.retry.internal.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Adds numbers of any kinds, without losing a digit where neither is a floating one. */
public final class Sum {

    private Sum() {}

    public static Number of(Number one, Number other) {
        if (isFloating(one) || isFloating(other)) {
            return one instanceof BigDecimal || other instanceof BigDecimal
                    ? decimal(one).add(decimal(other))
                    : Double.valueOf(one.doubleValue() + other.doubleValue());
        }
        if (isLong(one) && isLong(other)) {
            long sum = one.longValue() + other.longValue();
            if (((one.longValue() ^ sum) & (other.longValue() ^ sum)) >= 0) { // no overflow
                return sum;
            }
        }
        BigDecimal sum = decimal(one).add(decimal(other));
        if (one instanceof BigDecimal || other instanceof BigDecimal) {
            return sum;
        }
        BigInteger whole = sum.toBigIntegerExact();
        if (whole.bitLength() < Long.SIZE) {
            return whole.longValue();
        }
        return whole;
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static boolean isLong(Number number) {
        return number instanceof Long || number instanceof Integer;
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }
}
