package dev.headroom.fetch.watch;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An association that was loaded owner by owner, or batch by batch, from one line of the application within one
 * session.
 *
 * @param role the association, such as {@code Playlist.tracks}
 * @param kind whether each statement was for one owner, or for several
 * @param cause what asked for it
 * @param owners for how many owners the association was loaded; for a to-one association, how many targets
 * @param statements how many statements loaded it, without those for other associations that came with it
 * @param callSite where the application touched the association
 * @param root the entity that a fetch plan would start from: the one whose query led to the owner, if the watch could
 *     find it; else the owner
 * @param path the path from there, such as {@code tracks.album}
 * @param eager other paths from there that the mapping loads eagerly; a plan loads them only if it names them
 */
public record NPlusOne(
        String role,
        Kind kind,
        Cause cause,
        int owners,
        int statements,
        CallSite callSite,
        String root,
        String path,
        List<String> eager) {

    /** How the statements grow with the owners. */
    public enum Kind {
        /** A statement for each owner. */
        N_PLUS_ONE,
        /** A statement for each batch of owners, as with {@code @BatchSize}: fewer, but still more with more owners. */
        BATCH_PLUS_ONE
    }

    /** What asked for the association. */
    public enum Cause {
        /** The application touched it. */
        TOUCH,
        /** The mapping is eager, and the query did not join it: Hibernate loads it before you get the entities. */
        EAGER_MAPPING,
        /** {@code StatelessSession.fetch}, which loads one association of one entity. */
        STATELESS_FETCH
    }

    /**
     * Copies.
     *
     * @param role the association
     * @param kind whether each statement was for one owner
     * @param cause what asked for it
     * @param owners how many owners
     * @param statements how many statements
     * @param callSite where the application touched it
     * @param root the entity that a fetch plan would start from
     * @param path the path from there
     * @param eager other paths that a plan has to name
     */
    public NPlusOne {
        eager = List.copyOf(eager);
    }

    /**
     * The line of a fetch plan that loads the association for all owners at once, and what the mapping declares eager.
     *
     * @return such as {@code fetch("tracks.album")}, for a plan of {@link #root()}
     */
    public String fix() {
        if (cause == Cause.STATELESS_FETCH) {
            return "fetch(\"" + path + "\", node -> node.join())";
        }
        return Stream.concat(Stream.of(path), eager.stream())
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", ", "fetch(", ")"));
    }

    /**
     * For messages.
     *
     * @return the association, counts, call site and fix in one line
     */
    @Override
    public String toString() {
        return role + (kind == Kind.N_PLUS_ONE ? " (N+1)" : " (batch+1)") + " at " + callSite + ": " + statements
                + " statements for " + owners + " owners; " + advice();
    }

    private String advice() {
        String plan = "FetchPlan.of(" + root + ".class)." + fix();
        return switch (cause) {
            case TOUCH -> "to load it at once: " + plan;
            case EAGER_MAPPING ->
                "its mapping is eager, so that load() comes too late: run the query itself by the list(query) of "
                        + plan + ", or make " + role + " lazy";
            case STATELESS_FETCH ->
                "a StatelessSession fetches one at a time: run the query itself by the list(query) of " + plan;
        };
    }
}
