package dev.headroom.examples.musicstore.compare;

import dev.headroom.keyset.Keyset;

/** One order in both ways: as a keyset, and as the HQL of a query that is read by {@code OFFSET}. */
record ComparedOrder<E>(Class<E> entity, Keyset<E> keyset, String hql) {}
