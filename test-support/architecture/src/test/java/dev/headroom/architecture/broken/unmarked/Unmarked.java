package dev.headroom.architecture.broken.unmarked;

/** Its package does not say what null means. */
final class Unmarked {}
