package dev.headroom.fetch.watch;

/**
 * An association that a plan, a query or an eager mapping loaded unasked, and that the application used of none of its owners
 * while the recording was open.
 *
 * @param role the association, such as {@code Playlist.tracks}
 * @param owners how many owners got their association loaded; for a to-one association, how many targets were loaded
 * @param callSite where the application ran what loaded it
 * @param fix what to change so that it is not loaded, for a person to read; the text may change
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
