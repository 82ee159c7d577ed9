package dev.headroom.fetch.watch;

import dev.headroom.fetch.watch.ListenerSwap.Stand;
import java.util.List;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;

/** Stands for the listeners that load collections. */
final class CollectionWatch implements InitializeCollectionEventListener, Stand<InitializeCollectionEventListener> {

    private final Installation installation;
    private final List<InitializeCollectionEventListener> originals;

    CollectionWatch(Installation installation, List<InitializeCollectionEventListener> originals) {
        this.installation = installation;
        this.originals = originals;
    }

    @Override
    public List<InitializeCollectionEventListener> originals() {
        return originals;
    }

    @Override
    public void onInitializeCollection(InitializeCollectionEvent event) {
        Fetches fetches = event.getCollection().wasInitialized() ? null : installation.fetches();
        String role = event.getCollection().getRole();
        if (fetches != null && role != null && Toucher.now().isLazy()) {
            fetches.whileTouched(role, () -> observe(event));
        } else {
            observe(event);
        }
    }

    private void observe(InitializeCollectionEvent event) {
        Observation observation =
                event.getCollection().wasInitialized() ? null : installation.observe(event.getSession());
        if (observation == null) {
            forward(event);
        } else {
            new CollectionLoad(observation, event.getSession(), event.getCollection()).watch(() -> forward(event));
        }
    }

    private void forward(InitializeCollectionEvent event) {
        for (int i = 0; i < originals.size(); i++) {
            originals.get(i).onInitializeCollection(event);
        }
    }
}
