package dev.headroom.fetch.watch;

import org.hibernate.metamodel.mapping.EntityMappingType;

/**
 * An association of an entity that is in the session.
 *
 * @param owner not a proxy
 * @param declaring the entity that has the attribute
 * @param path the attribute, with the embeddables before it
 */
record Reference(Object owner, EntityMappingType declaring, String path) {

    String role() {
        return Roles.nameOf(declaring) + "." + path;
    }

    /** What an entity must have for this reference to be one of it. */
    String attribute() {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }
}
