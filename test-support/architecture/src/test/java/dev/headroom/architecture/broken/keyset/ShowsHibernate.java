package dev.headroom.architecture.broken.keyset;

import java.util.Optional;
import org.hibernate.Session;

/** Ties its users to Hibernate. */
public class ShowsHibernate {

    /** A type argument shows a type as well. */
    public Optional<Session> session() {
        return Optional.empty();
    }
}
