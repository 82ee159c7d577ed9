package dev.headroom.keyset;

import dev.headroom.keyset.KeysetExplanation.ServingIndex;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Looks up which indexes of the database serve an order. */
final class ServingIndexes {

    private ServingIndexes() {}

    static List<ServingIndex> of(Keyset<?> keyset, Session session) {
        OrderIndex needed = keyset.orderIndex();
        if (needed == null) {
            return List.of();
        }
        SessionFactoryImplementor factory = session.getSessionFactory().unwrap(SessionFactoryImplementor.class);
        IndexCatalog catalog = IndexCatalog.of(factory, keyset.order().database());
        return session.doReturningWork(connection -> needed.servedBy(catalog.indexesOf(needed.table(), connection)));
    }
}
