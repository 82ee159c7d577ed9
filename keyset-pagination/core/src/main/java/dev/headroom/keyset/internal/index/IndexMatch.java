package dev.headroom.keyset.internal.index;

import java.util.List;

/**
 * An index of the database that has the columns of an order side by side.
 *
 * @param columnsBefore the columns in front of those
 */
public record IndexMatch(String name, List<String> columnsBefore) {}
