package dev.headroom.fetch.watch;

import dev.headroom.fetch.watch.ListenerSwap.Stand;
import java.util.List;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.jspecify.annotations.Nullable;

/** Stands for the listeners that load entities. */
final class LoadWatch implements LoadEventListener, Stand<LoadEventListener> {

    private final Installation installation;
    private final List<LoadEventListener> originals;

    LoadWatch(Installation installation, List<LoadEventListener> originals) {
        this.installation = installation;
        this.originals = originals;
    }

    Installation installation() {
        return installation;
    }

    @Override
    public List<LoadEventListener> originals() {
        return originals;
    }

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        Fetches fetches = installation.fetches();
        if (fetches == null) {
            observe(event, type);
        } else if (type == INTERNAL_LOAD_EAGER || type == INTERNAL_LOAD_NULLABLE) {
            fetches.whileEager(rootOf(event), () -> observe(event, type));
        } else {
            observe(event, type);
            Object found = event.getResult();
            if (type == GET && found != null) {
                new FetchedReferences(fetches, event.getSession()).found(found);
            }
        }
    }

    private static String rootOf(LoadEvent event) {
        return event.getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(event.getEntityClassName())
                .getRootEntityName();
    }

    private void observe(LoadEvent event, LoadType type) {
        Observation observation = isAssociation(type) ? installation.observe(event.getSession()) : null;
        if (observation == null) {
            forward(event, type);
        } else if (type == IMMEDIATE_LOAD) {
            new ReferenceLoad(observation, event.getSession(), event.getEntityClassName(), event.getEntityId())
                    .watch(() -> forward(event, type));
        } else {
            observation.loads().eager().watch(observation, event, () -> forward(event, type));
        }
    }

    /** Proxies are made by loads too, which send nothing, one for each reference of each row. */
    private static boolean isAssociation(@Nullable LoadType type) {
        return type == IMMEDIATE_LOAD || type == INTERNAL_LOAD_EAGER || type == INTERNAL_LOAD_NULLABLE;
    }

    // By index: an iterator for each load would be garbage while nothing is watched.
    private void forward(LoadEvent event, LoadType type) {
        for (int i = 0; i < originals.size(); i++) {
            originals.get(i).onLoad(event, type);
        }
    }
}
