package dev.headroom.fetch.watch;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Watches how the entities of a factory are loaded: counts statements, and finds associations that are loaded one by one
 * (N+1), with the line of the application that did it and the line of a fetch plan that mends it.
 *
 * <pre>{@code
 * try (QueryWatch watch = QueryWatch.install(entityManagerFactory);
 *         QueryRecording queries = watch.open()) {
 *     titlesOfAllPlaylists();
 *     queries.assertNoNPlusOne();
 * }
 * }</pre>
 *
 * <p>In production, {@link #sample} watches one of n sessions and reports to a listener. Nothing is watched unless a
 * recording is open or sampling is on; until then a lazy load costs the read of a field more than without a watch.
 *
 * <p>Thread-safe. Sends no statements of its own.
 *
 * <p>Hibernate tells its listeners nothing of three kinds of loads. Lazy to-one associations of classes that were enhanced at
 * build time are not found. Inverse one-to-one associations, which it loads row by row while it reads their owners, and
 * associations that {@code StatelessSession.fetch} loads are recognized by their statements: in recordings if the factory was
 * built with {@link #configure}, if only one association is loaded by such a statement, and not in samples.
 */
public final class QueryWatch implements AutoCloseable {

    private final Installation installation;
    private final AtomicBoolean closed = new AtomicBoolean();

    private QueryWatch(Installation installation) {
        this.installation = installation;
    }

    /**
     * Puts listeners into a factory, in the place of those that load entities and collections, which they call. Works on a
     * factory in use, for sessions that are open as well as for those to come. Best done at start.
     *
     * <p>A factory gets the listeners once, however many watches are installed; they go when the last watch is closed.
     *
     * @param entityManagerFactory a Hibernate ORM 7 factory
     * @return a watch; close it to take the listeners out again
     */
    public static QueryWatch install(EntityManagerFactory entityManagerFactory) {
        return new QueryWatch(Installation.hold(entityManagerFactory.unwrap(SessionFactoryImplementor.class)));
    }

    /**
     * Lets the statements of a factory be counted, and the use of what it loads be seen. To be called before the factory is
     * built, with its settings: Hibernate has no later moment at which all sessions can be listened to. N+1 is found without
     * it.
     *
     * <p>Takes the place of a statement inspector that the settings have, and calls it. Persisters that the application
     * chooses itself stay, and the use of their collections is not seen.
     *
     * @param settings the properties of a factory that is to be built; {@code hibernate.session_factory.statement_inspector}
     *     is set, and {@code hibernate.persister.resolver} if it is not
     * @throws IllegalArgumentException if the settings have a statement inspector that is neither an object nor the name of a
     *     class with a constructor without parameters
     */
    public static void configure(Map<String, Object> settings) {
        settings.put(StatementTap.SETTING, StatementTap.before(settings.get(StatementTap.SETTING)));
        settings.putIfAbsent(WatchedPersisters.SETTING, new WatchedPersisters());
    }

    /**
     * Starts to record what the calling thread does.
     *
     * @return a recording, which the caller closes in the same thread
     * @throws IllegalStateException if this watch is closed
     */
    public QueryRecording open() {
        requireOpen();
        return installation.open();
    }

    /**
     * Starts to record what the calling thread does, and what it uses of what it loads, for {@link
     * QueryRecording#unusedFetches}. For tests: it costs a look at each row, and the stack is walked for each touch until
     * something is found to be used.
     *
     * <p>Whether an entity is used cannot be seen, so a to-one association that is loaded in advance holds a proxy of the
     * loaded entity, as it would if it was lazy: initialized, also when the session is closed, but with another class and
     * without values in its own fields. Code that works only with eager references, because it reads fields of other
     * objects or compares classes, fails while it is recorded.
     *
     * @return a recording, which the caller closes in the same thread
     * @throws IllegalStateException if this watch is closed, or the factory was built without {@link #configure}
     */
    public QueryRecording openWithUse() {
        requireOpen();
        if (!installation.countsStatements()) {
            throw new IllegalStateException(
                    "The use of what this EntityManagerFactory loads cannot be seen, because it was"
                            + " built without QueryWatch.configure(settings): call it with the settings before the factory is built.");
        }
        return installation.openWithUse();
    }

    /**
     * Watches one of n sessions of all threads, and reports what it finds when the session closes. Replaces the sampling
     * that was set before, also by another watch of this factory.
     *
     * <p>Within a sampled session, the stack is walked for the first eight loads of an association; later ones are counted for
     * the place of the last that was looked at. A session that is not sampled costs an identity hash for each lazy load.
     *
     * @param oneOf 1 to watch all sessions, 100 to watch about one in a hundred
     * @param listener called for each finding, by the thread that closes the session; the first thing that it throws
     *     is logged, and nothing reaches the application. It must be thread-safe
     * @throws IllegalArgumentException if {@code oneOf} is less than 1
     * @throws IllegalStateException if this watch is closed
     */
    public void sample(int oneOf, Consumer<NPlusOne> listener) {
        requireOpen();
        if (oneOf < 1) {
            throw new IllegalArgumentException(
                    "One of \"" + oneOf + "\" sessions cannot be watched: give 1 for all, or a greater number.");
        }
        installation.sample(oneOf, Objects.requireNonNull(listener, "listener"));
    }

    /** Ends the sampling. Sessions that are sampled already are still reported. */
    public void stopSampling() {
        installation.stopSampling();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("This watch is closed: install another.");
        }
    }

    /**
     * Takes the listeners out, if no other watch of the factory is open, and puts back those that were there. What another
     * library has put around them since stays. Recordings that are open see nothing more. Does nothing the second time.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            installation.release();
        }
    }
}
