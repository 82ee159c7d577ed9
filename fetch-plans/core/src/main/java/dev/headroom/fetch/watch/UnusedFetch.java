package dev.headroom.fetch.watch;

/**
 * An association that a plan, a query or an eager mapping loaded in advance, and that the application used for no owner
 * while the recording was open.
 *
 * @param role the association, such as {@code Playlist.tracks}
 * @param owners for how many owners the association was loaded; for a to-one association, how many targets
 * @param callSite where the application ran what loaded it
 * @param fix what to change so that it is not loaded; the text is for people and may change
 */
public record UnusedFetch(String role, int owners, CallSite callSite, String fix) {

    /**
     * For messages.
     *
     * @return the association, count, call site and fix in one line
     */
    @Override
    public String toString() {
        return role + " at " + callSite + ": loaded for " + owners + (owners == 1 ? " owner" : " owners")
                + " and never used; " + fix;
    }
}
