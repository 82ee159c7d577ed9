package dev.headroom.fetch.watch;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Watches how the entities of a factory are loaded: counts statements, and finds associations that are loaded one by
 * one (N+1), with the line of the application that caused it and the line of a fetch plan that fixes it.
 *
 * <pre>{@code
 * try (QueryWatch watch = QueryWatch.install(entityManagerFactory);
 *         QueryRecording queries = watch.open()) {
 *     titlesOfAllPlaylists();
 *     queries.assertNoNPlusOne();
 * }
 * }</pre>
 *
 * <p>In production, {@link #sample} watches one of n sessions and reports to a listener. Without an open
 * recording or sampling, nothing is watched: a lazy load then reads one more field than without a watch.
 *
 * <p>Thread-safe. Sends no statements of its own.
 *
 * <p>Hibernate calls no listener for three kinds of loads. Lazy to-one associations of classes that were enhanced at
 * build time are not found. Inverse one-to-one associations, which it loads row by row while it reads their owners, and
 * associations that {@code StatelessSession.fetch} loads are recognized by their statements: in recordings only, if the
 * factory was built with {@link #configure}, and if only one association is loaded by such a statement.
 */
public final class QueryWatch implements AutoCloseable {

    private final Installation installation;
    private final AtomicBoolean closed = new AtomicBoolean();

    private QueryWatch(Installation installation) {
        this.installation = installation;
    }

    /**
     * Installs listeners in a factory. They replace the listeners that load entities and collections, and call them.
     * You can install a watch in a factory in use; it also sees sessions that are open. Best done at start.
     *
     * <p>A factory gets the listeners once, however many watches are installed; they are removed when the last watch is
     * closed.
     *
     * @param entityManagerFactory a Hibernate ORM 7 factory
     * @return a watch; close it to remove the listeners
     */
    public static QueryWatch install(EntityManagerFactory entityManagerFactory) {
        return new QueryWatch(Installation.hold(entityManagerFactory.unwrap(SessionFactoryImplementor.class)));
    }

    /**
     * Prepares the settings of a factory, so that a watch can count statements and see which fetches are used. Call it
     * before the factory is built: Hibernate has no later hook for all sessions. You do not need it to find N+1.
     *
     * <p>It replaces a statement inspector in the settings, and calls it. It keeps persisters that you configured
     * yourself; then the use of their collections is not seen.
     *
     * @param settings the properties of the factory; {@code hibernate.session_factory.statement_inspector}
     *     is set, and {@code hibernate.persister.resolver} if it is not
     * @throws IllegalArgumentException if the settings have a statement inspector that is neither an object nor the
     *     name of a class with a constructor without parameters
     */
    public static void configure(Map<String, Object> settings) {
        settings.put(StatementTap.SETTING, StatementTap.before(settings.get(StatementTap.SETTING)));
        settings.putIfAbsent(WatchedPersisters.SETTING, new WatchedPersisters());
    }

    /**
     * Starts to record the statements and loads of the calling thread.
     *
     * @return a recording; close it in the same thread
     * @throws IllegalStateException if this watch is closed
     */
    public QueryRecording open() {
        requireOpen();
        return installation.open();
    }

    /**
     * Starts to record the calling thread, and which of its fetches it uses, for {@link QueryRecording#unusedFetches}.
     * For tests: it looks at each row, and walks the stack for each touch of a fetch until that fetch is used.
     *
     * <p>Nothing can see the use of a plain entity, so a to-one association that is loaded in advance holds an
     * initialized proxy of the entity, as it would if it was lazy. A proxy has another class and no values in its own
     * fields: code that reads fields of other objects or compares classes fails in such a recording.
     *
     * @return a recording; close it in the same thread
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
     * Watches one of n sessions, in all threads, and reports its findings when the session closes. It replaces earlier
     * sampling, also that of another watch of this factory.
     *
     * <p>In a sampled session, the watch walks the stack for the first eight loads of an association, and counts later
     * loads for the same line. In other sessions, each lazy load costs an identity hash.
     *
     * @param oneOf 1 to watch all sessions, 100 to watch about one in a hundred
     * @param listener called for each finding, by the thread that closes the session. It must be thread-safe. Its
     *     failures never reach the application; the first one is logged
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

    /** Ends the sampling. Sessions that are already sampled are still reported. */
    public void stopSampling() {
        installation.stopSampling();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("This watch is closed: install another.");
        }
    }

    /**
     * Removes the listeners if no other watch of the factory is open, and restores the original ones. Listeners that
     * another library has wrapped around them since stay. Open recordings see nothing more. Does nothing the second
     * time.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            installation.release();
        }
    }
}
