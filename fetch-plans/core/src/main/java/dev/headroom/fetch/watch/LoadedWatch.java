package dev.headroom.fetch.watch;

import dev.headroom.fetch.watch.ListenerSwap.Stand;
import java.util.List;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;

/** Stands for the listeners to entities that were read. */
record LoadedWatch(Installation installation, List<PostLoadEventListener> originals)
        implements PostLoadEventListener, Stand<PostLoadEventListener> {

    @Override
    public void onPostLoad(PostLoadEvent event) {
        Fetches fetches = installation.fetches();
        if (fetches != null) {
            new FetchedReferences(fetches, event.getSession()).read(event.getPersister(), event.getEntity());
        }
        originals.forEach(original -> original.onPostLoad(event));
    }
}
