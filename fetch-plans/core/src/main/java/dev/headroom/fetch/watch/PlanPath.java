package dev.headroom.fetch.watch;

import java.util.List;

/**
 * Where a plan starts, and what it has to name.
 *
 * @param root the simple name of an entity
 * @param path from it to an association
 * @param eager other paths from there that a plan would turn off
 */
record PlanPath(String root, String path, List<String> eager) {

    static PlanPath ofRole(String role) {
        int dot = role.indexOf('.');
        return dot < 0
                ? new PlanPath(role, role, List.of())
                : new PlanPath(role.substring(0, dot), role.substring(dot + 1), List.of());
    }
}
