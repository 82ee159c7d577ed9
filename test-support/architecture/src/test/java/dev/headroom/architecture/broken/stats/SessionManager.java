package dev.headroom.architecture.broken.stats;

/** Could be anything. */
final class SessionManager {}
