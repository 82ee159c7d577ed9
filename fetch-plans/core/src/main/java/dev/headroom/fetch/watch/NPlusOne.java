package dev.headroom.fetch.watch;

/**
 * An association that was loaded owner by owner, or batch by batch, from one place of the application within one session.
 *
 * @param role the association, such as {@code Playlist.tracks}
 * @param kind whether each statement was for one owner, or for several
 * @param owners how many owners got their association loaded; for a to-one association, how many targets were loaded
 * @param statements how many statements that took, those for other associations that came with it not counted
 * @param callSite where the application touched the association
 * @param root the entity that a fetch plan would start from: the one whose associations led to the owner, as far as
 *     collections that are loaded and associations that were watched tell; else the owner
 * @param path the path from there, such as {@code tracks.album}
 */
public record NPlusOne(
        String role, Kind kind, int owners, int statements, CallSite callSite, String root, String path) {

    /** How the statements grow with the owners. */
    public enum Kind {
        /** A statement for each owner. */
        N_PLUS_ONE,
        /** A statement for each batch of owners, such as {@code @BatchSize} makes: fewer, and still more with more owners. */
        BATCH_PLUS_ONE
    }

    /**
     * The line of a fetch plan that loads the association of all owners at once.
     *
     * @return such as {@code fetch("tracks.album")}, for a plan of {@link #root()}
     */
    public String fix() {
        return "fetch(\"" + path + "\")";
    }

    /**
     * For messages.
     *
     * @return the association, counts, call site and fix in one line
     */
    @Override
    public String toString() {
        return role + (kind == Kind.N_PLUS_ONE ? " (N+1)" : " (batch+1)") + " at " + callSite + ": " + statements
                + " statements for " + owners + " owners; to load it at once: FetchPlan.of(" + root + ".class)."
                + fix();
    }
}
