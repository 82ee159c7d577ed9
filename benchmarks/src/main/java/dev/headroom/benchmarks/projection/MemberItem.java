package dev.headroom.benchmarks.projection;

/** A member in a list: no picture. */
record MemberItem(long id, String name, String email) {}
