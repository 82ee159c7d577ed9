package dev.headroom.retry;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Adds numbers of any kinds, without losing a digit where neither is a floating one. */
final class Sum {

    private Sum() {}

    static Number of(Number one, Number other) {
        if (isFloating(one) || isFloating(other)) {
            return one instanceof BigDecimal || other instanceof BigDecimal
                    ? decimal(one).add(decimal(other))
                    : Double.valueOf(one.doubleValue() + other.doubleValue());
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

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }
}
