package dev.headroom.fetch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hibernate.engine.FetchTiming;
import org.hibernate.metamodel.mapping.BasicValuedMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.sql.results.graph.Fetchable;
import org.hibernate.sql.results.graph.FetchableContainer;

/** Whether a query for entities would load associations that the mapping says are eager, of subclasses too. */
final class EagerAssociations {

    private EagerAssociations() {}

    static boolean areIn(FetchableContainer container) {
        AtomicBoolean found = new AtomicBoolean();
        Consumer<Fetchable> look = fetchable -> {
            if (isEager(fetchable)) {
                found.set(true);
            }
        };
        container.visitFetchables(look, null);
        return found.get();
    }

    private static boolean isEager(Fetchable fetchable) {
        if (fetchable instanceof BasicValuedMapping) {
            return false;
        }
        if (fetchable instanceof EmbeddableValuedModelPart embedded) {
            return areIn(embedded);
        }
        return fetchable.getMappedFetchOptions().getTiming() == FetchTiming.IMMEDIATE;
    }
}
