package dev.headroom.fetch;

import java.util.List;

/**
 * The application touched a lazy association that its plan does not name, and the plan says {@link Unplanned#FAIL}. The
 * transaction is not marked for rollback. A plan can still load the association.
 */
public final class UnplannedFetchException extends FetchPlanException {

    private static final long serialVersionUID = 1L;

    /** The association. */
    private final String path;

    /** The entity of the plan. */
    private final String root;

    /** What the plan names. */
    private final List<String> planned;

    /** Where the application touched the association. */
    private final String callSite;

    UnplannedFetchException(String path, String root, List<String> planned, String callSite) {
        super("\"" + path + "\" was touched at " + callSite + ", and the plan of " + root + " does not name it: it has "
                + (planned.isEmpty() ? "no paths" : String.join(", ", planned)) + ". Add .fetch(\"" + path
                + "\") to the plan, or load another one that has it.");
        this.path = path;
        this.root = root;
        this.planned = List.copyOf(planned);
        this.callSite = callSite;
    }

    /**
     * The association that was touched.
     *
     * @return its path from the plan's root, such as {@code "tracks.album"}
     */
    public String path() {
        return path;
    }

    /**
     * The entity that the plan is for.
     *
     * @return its name
     */
    public String root() {
        return root;
    }

    /**
     * What the plan names.
     *
     * @return its paths
     */
    public List<String> planned() {
        return planned;
    }

    /**
     * Where the application touched the association.
     *
     * @return the first frame of the application, such as {@code com.example.Mail.send(Mail.java:31)}; where only
     *     frameworks are on the stack, the first frame outside of Hibernate and the JDK
     */
    public String callSite() {
        return callSite;
    }
}
