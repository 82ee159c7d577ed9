package dev.headroom.fetch.watch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.PreLoadEventListener;
import org.jspecify.annotations.Nullable;

/** The listeners in a factory, and who watches through them. One for each factory, shared by all its watches. */
final class Installation {

    private final EventListenerRegistry registry;
    private final ListenerSwap<LoadEventListener> loads;
    private final ListenerSwap<InitializeCollectionEventListener> collections;
    private final ListenerSwap<PreLoadEventListener> reads;
    private final ListenerSwap<PostLoadEventListener> loaded;
    private final LoadWatch loadWatch;
    private final CollectionWatch collectionWatch;
    private final @Nullable StatementTap tap;
    private final StatementRoles roles;

    private final Map<Thread, QueryRecording> innermost = new ConcurrentHashMap<>();
    private final Map<Object, SessionLoads> sessions = Collections.synchronizedMap(new WeakHashMap<>());
    private final AtomicInteger sessionNumbers = new AtomicInteger();
    private volatile @Nullable Sampling sampling;
    // The one thing that is read while nothing is watched.
    private volatile boolean watching;
    private @Nullable ReadWatch readWatch;
    private @Nullable LoadedWatch loadedWatch;
    private int holders;

    private Installation(SessionFactoryImplementor factory) {
        registry = factory.getEventListenerRegistry();
        loads = loadsOf(factory);
        collections = new ListenerSwap<>(registry, EventType.INIT_COLLECTION, InitializeCollectionEventListener[]::new);
        reads = new ListenerSwap<>(registry, EventType.PRE_LOAD, PreLoadEventListener[]::new);
        loaded = new ListenerSwap<>(registry, EventType.POST_LOAD, PostLoadEventListener[]::new);
        loadWatch = loads.install(originals -> new LoadWatch(this, originals));
        collectionWatch = collections.install(originals -> new CollectionWatch(this, originals));
        roles = new StatementRoles(factory);
        tap = factory.getSessionFactoryOptions().getStatementInspector() instanceof StatementTap found ? found : null;
        if (tap != null) {
            tap.opened(this);
        }
    }

    private static ListenerSwap<LoadEventListener> loadsOf(SessionFactoryImplementor factory) {
        return new ListenerSwap<>(factory.getEventListenerRegistry(), EventType.LOAD, LoadEventListener[]::new);
    }

    /** Gets the listeners of a factory, or puts them there. */
    static Installation hold(SessionFactoryImplementor factory) {
        synchronized (factory.getEventListenerRegistry()) {
            Installation installation = loadsOf(factory).listeners().stream()
                    .filter(LoadWatch.class::isInstance)
                    .map(listener -> ((LoadWatch) listener).installation())
                    .findFirst()
                    .orElseGet(() -> new Installation(factory));
            installation.holders++;
            return installation;
        }
    }

    /** Takes the listeners out when no watch holds them any more. */
    void release() {
        synchronized (registry) {
            holders--;
            if (holders == 0) {
                loads.uninstall(loadWatch, loadWatch.originals());
                collections.uninstall(collectionWatch, collectionWatch.originals());
                stopSeeingUse();
                if (tap != null) {
                    tap.opened(null);
                }
            }
        }
    }

    /** Only from the first recording that wants to know: these listeners are called for each row. */
    private void seeUse() {
        synchronized (registry) {
            if (readWatch == null) {
                readWatch = reads.install(originals -> new ReadWatch(this, originals));
                loadedWatch = loaded.install(originals -> new LoadedWatch(this, originals));
            }
        }
    }

    private void stopSeeingUse() {
        if (readWatch != null && loadedWatch != null) {
            reads.uninstall(readWatch, readWatch.originals());
            loaded.uninstall(loadedWatch, loadedWatch.originals());
            readWatch = null;
            loadedWatch = null;
        }
    }

    boolean countsStatements() {
        return tap != null;
    }

    QueryRecording open() {
        return open(null);
    }

    /** Opens a recording that knows what is used. */
    QueryRecording openWithUse() {
        seeUse();
        return open(new Fetches(fetches()));
    }

    /** Of the innermost recording of this thread that wants to know of use; null if none does. */
    @Nullable Fetches fetches() {
        QueryRecording recording = watching ? recordingOfThisThread() : null;
        while (recording != null && recording.fetches() == null) {
            recording = recording.outer();
        }
        return recording == null ? null : recording.fetches();
    }

    private QueryRecording open(@Nullable Fetches fetches) {
        QueryRecording recording = new QueryRecording(this, recordingOfThisThread(), fetches);
        innermost.put(Thread.currentThread(), recording);
        update();
        return recording;
    }

    /** Takes a recording out of those of this thread, wherever it stands. */
    void close(QueryRecording recording) {
        QueryRecording inner = recordingOfThisThread();
        if (inner == recording) {
            innermost.computeIfPresent(Thread.currentThread(), (thread, closed) -> closed.outer());
        }
        for (; inner != null && inner != recording; inner = inner.outer()) {
            if (inner.outer() == recording) {
                inner.outer(recording.outer());
            }
        }
        update();
    }

    private @Nullable QueryRecording recordingOfThisThread() {
        return innermost.get(Thread.currentThread());
    }

    void sample(int oneOf, Consumer<NPlusOne> listener) {
        sampling = new Sampling(oneOf, listener);
        update();
    }

    void stopSampling() {
        sampling = null;
        update();
    }

    private synchronized void update() {
        watching = sampling != null || !innermost.isEmpty();
    }

    void statement(String sql) {
        QueryRecording recording = watching ? recordingOfThisThread() : null;
        if (recording == null) {
            return;
        }
        StackLook look = StackLook.now();
        String inverse = look.inverse() ? roles.inverse(sql) : null;
        String stateless = look.stateless() ? roles.fetched(sql) : null;
        for (QueryRecording one = recording; one != null; one = one.outer()) {
            one.statement(sql, look.query());
            if (stateless != null) {
                one.statelessFetch(stateless, look.site());
            } else if (inverse == null) {
                one.endOfRows();
            } else {
                one.row(inverse, look.site());
            }
        }
    }

    /** What is known of a session; null if it is not watched. */
    @Nullable Observation observe(SharedSessionContractImplementor session) {
        if (!watching) {
            return null;
        }
        Sampling sampled = sampling;
        if (sampled != null && !sampled.takes(session)) {
            sampled = null;
        }
        QueryRecording recording = recordingOfThisThread();
        return sampled == null && recording == null ? null : observe(session, recording, sampled);
    }

    private Observation observe(
            SharedSessionContractImplementor session, @Nullable QueryRecording recording, @Nullable Sampling sampled) {
        SessionLoads known = sessions.computeIfAbsent(session, added -> attach(session));
        List<Findings> findings = new ArrayList<>();
        for (QueryRecording one = recording; one != null; one = one.outer()) {
            findings.add(one.findings(known));
        }
        if (sampled != null) {
            findings.add(known.sample(sampled));
        }
        return new Observation(known, findings);
    }

    private SessionLoads attach(SharedSessionContractImplementor session) {
        SessionLoads added = new SessionLoads(sessionNumbers.incrementAndGet());
        session.getEventListenerManager().addListener(added.listener());
        return added;
    }
}
