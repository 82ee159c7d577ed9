package dev.headroom.fetch.watch;

import dev.headroom.fetch.watch.ListenerSwap.Stand;
import java.util.List;
import org.hibernate.event.spi.PreLoadEvent;
import org.hibernate.event.spi.PreLoadEventListener;

/** Stands for the listeners to entities whose row is read. */
record ReadWatch(Installation installation, List<PreLoadEventListener> originals)
        implements PreLoadEventListener, Stand<PreLoadEventListener> {

    @Override
    public void onPreLoad(PreLoadEvent event) {
        Fetches fetches = installation.fetches();
        if (fetches != null) {
            new FetchedReferences(fetches, event.getSession()).reading(event.getPersister(), event.getId());
        }
        originals.forEach(original -> original.onPreLoad(event));
    }
}
