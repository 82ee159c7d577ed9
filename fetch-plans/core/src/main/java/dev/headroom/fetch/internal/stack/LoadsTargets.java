package dev.headroom.fetch.internal.stack;

/**
 * Marks the class through which a fetch plan loads the targets of an association. A walk up the stack that meets it
 * knows that the rows are what an owner refers to, and not what the application asked for.
 */
public interface LoadsTargets {}
