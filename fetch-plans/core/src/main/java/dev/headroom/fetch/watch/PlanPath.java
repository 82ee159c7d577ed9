package dev.headroom.fetch.watch;

/**
 * Where a plan starts, and what it has to name.
 *
 * @param root the simple name of an entity
 * @param path from it to an association
 */
record PlanPath(String root, String path) {

    static PlanPath ofRole(String role) {
        int dot = role.indexOf('.');
        return dot < 0 ? new PlanPath(role, role) : new PlanPath(role.substring(0, dot), role.substring(dot + 1));
    }
}
