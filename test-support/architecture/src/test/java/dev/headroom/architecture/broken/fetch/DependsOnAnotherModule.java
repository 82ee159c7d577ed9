package dev.headroom.architecture.broken.fetch;

import dev.headroom.architecture.broken.keyset.ShowsHibernate;

/** Cannot be had without the keyset module. */
final class DependsOnAnotherModule {

    private final ShowsHibernate other = new ShowsHibernate();

    @Override
    public String toString() {
        return other.toString();
    }
}
