package dev.headroom.fetch.watch;

import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** An entity that was loaded because an entity refers to it, and not because the application asked for it. */
final class EagerTarget {

    /** The association that loaded it. */
    record Cause(String role, AttributeMapping association) {}

    private final @Nullable Cause cause;
    private @Nullable HibernateProxy proxy;
    private @Nullable Use use;

    /**
     * @param cause null if it is to be found among those who refer to it
     */
    EagerTarget(@Nullable Cause cause) {
        this.cause = cause;
    }

    @Nullable Cause cause() {
        return cause;
    }

    /** Through which its use is seen; null until an entity refers to it. */
    @Nullable HibernateProxy proxy() {
        return proxy;
    }

    /** Makes a proxy of it report its use. */
    void seeThrough(HibernateProxy telling, Use toTell) {
        proxy = telling;
        use = toTell;
        UsedReference.attach(telling, toTell);
    }

    /** It was handed to code that cannot be seen. */
    void used() {
        if (use != null) {
            use.used();
        }
    }
}
