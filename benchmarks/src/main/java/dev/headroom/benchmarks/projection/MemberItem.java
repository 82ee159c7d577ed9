package dev.headroom.benchmarks.projection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A member in a list: no picture. It can be read from an answer that has one. */
@JsonIgnoreProperties("picture")
record MemberItem(long id, String name, String email) {}
