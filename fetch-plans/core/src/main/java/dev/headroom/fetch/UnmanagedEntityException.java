package dev.headroom.fetch;

/** An entity that the {@code EntityManager} does not manage: a plan cannot load anything into it. */
public final class UnmanagedEntityException extends FetchPlanException {

    private static final long serialVersionUID = 1L;

    UnmanagedEntityException(String path) {
        super("\"" + path
                + "\" cannot be loaded into an entity that this EntityManager does not manage: load the plan in the"
                + " transaction that read the entity, or merge it first.");
    }
}
