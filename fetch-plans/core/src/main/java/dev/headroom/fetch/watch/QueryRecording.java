package dev.headroom.fetch.watch;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one thread did with the database between {@link QueryWatch#open()} and {@link #close()}, in all sessions that it
 * used.
 *
 * <p>Recordings nest: the statements of an inner one count for the outer ones too. Threads do not see each other's
 * recordings, and work that you hand to another thread is not counted.
 *
 * <p>You can read the results while it is open, and afterwards. Not thread-safe: open, read and close it in one thread.
 */
public final class QueryRecording implements AutoCloseable {

    /** So many loads of an association in a recording are looked at closely. */
    private static final int MOST_LOOKS = 1000;

    /** Stands for all stateless sessions, which have no number. */
    private static final int STATELESS = Integer.MIN_VALUE;

    private final Installation installation;
    private final Thread thread = Thread.currentThread();
    private final Findings findings = new Findings(MOST_LOOKS);
    private final Set<SessionLoads> sessions = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Selects selects = new Selects();
    private final @Nullable Fetches fetches;
    private @Nullable QueryRecording outer;
    private @Nullable List<UnusedFetch> unusedAtEnd;
    private boolean closed;
    private int statements;
    private int queries;

    QueryRecording(Installation installation, @Nullable QueryRecording outer, @Nullable Fetches fetches) {
        this.installation = installation;
        this.outer = outer;
        this.fetches = fetches;
    }

    @Nullable QueryRecording outer() {
        return outer;
    }

    void outer(@Nullable QueryRecording around) {
        outer = around;
    }

    /** Null if this recording was not opened to know of use. */
    @Nullable Fetches fetches() {
        return fetches;
    }

    /**
     * @param query whether the application asks for entities, and not for what they refer to
     */
    void statement(String sql, boolean query) {
        if (fetches != null) {
            fetches.statement();
        }
        statements++;
        if (Selects.isSelect(sql)) {
            selects.add(sql);
            if (query) {
                findings.queried(Selects.firstTable(sql));
            }
        }
    }

    /** An association that a stateless session fetched. */
    void statelessFetch(String role, CallSite site) {
        Findings.Tally tally = findings.of(STATELESS, role, site);
        tally.cause(NPlusOne.Cause.STATELESS_FETCH);
        tally.add(1, 1);
    }

    /** A statement for a row of a query that is being read. Its session is unknown; the query stands for it. */
    void row(String role, CallSite site) {
        findings.of(-queries, role, site).add(1, 1);
    }

    /** Another statement, with which the rows of a query before it are read. */
    void endOfRows() {
        queries++;
    }

    Findings findings(SessionLoads session) {
        sessions.add(session);
        return findings;
    }

    /**
     * How many statements were prepared: queries, inserts, updates, deletes, and calls. Rows that Hibernate sends as a
     * JDBC batch of one statement count once.
     *
     * @return the number
     * @throws IllegalStateException if the factory was built without {@link QueryWatch#configure}
     */
    public int statements() {
        requireCounts();
        return statements;
    }

    /**
     * How many of the statements read: those that start with {@code select}, {@code with} or {@code values}.
     *
     * @return the number
     * @throws IllegalStateException if the factory was built without {@link QueryWatch#configure}
     */
    public int selects() {
        requireCounts();
        return selects.count();
    }

    /**
     * The associations that were loaded by more than one statement from one place within one session.
     *
     * <p>Not reported: what a join, a fetch plan or one batch loaded for all owners; what the application asked for by
     * {@code find}, {@code getReference} or a query; what came from the second-level cache; and what was loaded to be
     * removed or merged with its owner. If an entity of the session has the same reference as {@code getReference}
     * returned, a load of it counts for that entity.
     *
     * <p>The watch walks the stack for the first thousand loads of an association, and counts later loads for the line
     * of the last of these.
     *
     * @return a snapshot, ordered by the first load
     */
    public List<NPlusOne> nPlusOnes() {
        sessions.forEach(session -> session.eager().settle(true));
        return findings.nPlusOnes();
    }

    /**
     * The associations that a fetch plan, a query or an eager mapping loaded in advance, and that the application has
     * not used until now, or until the recording was closed. All owners that one line loaded are one finding, so an
     * association that is used for a single owner is not reported.
     *
     * <p>A use is whatever would load a lazy association: any call on a collection, also {@code size}; any call on a
     * reference but for its id; a {@code find} that returns the entity. It does not matter who calls: {@code toString}
     * and a JSON library count too. Reads by plans, and by Hibernate and Envers while they load and flush, are no use.
     * If the watch cannot decide, it counts a use.
     *
     * <p>Not reported, because nothing can see their use: references to classes that have no proxies, such as final
     * ones; inverse one-to-one associations, which cannot be lazy; references within ids, collections of values and
     * immutable embeddables; arrays, and collections with a type of the application's own; what the second-level cache
     * had, unless it is a collection; and, where a plan selects a reference apart, targets that several associations
     * lead to. An entity that a query returns is not counted as used through the association.
     *
     * @return a snapshot, in the order in which they were loaded
     * @throws IllegalStateException if this recording was not opened by {@link QueryWatch#openWithUse}
     */
    public List<UnusedFetch> unusedFetches() {
        if (fetches == null) {
            throw new IllegalStateException(
                    "This recording does not know what is used: open it with QueryWatch.openWithUse().");
        }
        return unusedAtEnd == null ? fetches.unused() : unusedAtEnd;
    }

    /**
     * Fails if an association was loaded in advance and never used.
     *
     * @param allowedRoles associations that may be, such as {@code "Order.tags"}
     * @throws AssertionError if there was another one; its message has, for each, the association, the count, the call
     *     site and what to change
     * @throws IllegalStateException if this recording was not opened by {@link QueryWatch#openWithUse}
     * @see #unusedFetches()
     */
    public void assertNoUnusedFetches(String... allowedRoles) {
        assertNone("unused fetches", unusedFetches(), UnusedFetch::role, Set.of(allowedRoles));
    }

    /**
     * Fails if there were more queries.
     *
     * @param atMost how many are allowed
     * @throws AssertionError if there were more; its message names the associations that were loaded one by one, and
     *     lists the statements, each text once
     * @throws IllegalStateException if the factory was built without {@link QueryWatch#configure}
     */
    public void assertSelects(int atMost) {
        if (selects() > atMost) {
            throw new AssertionError("Expected at most " + atMost + " selects, but there were " + selects() + "."
                    + list(nPlusOnes(), "None of them loaded an association one by one.", "Among them:")
                    + selects);
        }
    }

    /**
     * Fails if an association was loaded one by one, or batch by batch.
     *
     * @param allowedRoles associations that may be, such as {@code "Order.tags"}
     * @throws AssertionError if there was another one; its message has, for each, the association, the counts, the call
     *     site and the line of a fetch plan that loads it at once
     */
    public void assertNoNPlusOne(String... allowedRoles) {
        assertNone("N+1", nPlusOnes(), NPlusOne::role, Set.of(allowedRoles));
    }

    private static <F extends Record> void assertNone(
            String what, List<F> found, Function<F, String> role, Set<String> allowed) {
        List<F> others =
                found.stream().filter(one -> !allowed.contains(role.apply(one))).toList();
        if (!others.isEmpty()) {
            throw new AssertionError("Expected no " + what + "." + list(others, "", "Found:"));
        }
    }

    private static String list(List<? extends Record> found, String none, String some) {
        return found.isEmpty()
                ? " " + none
                : found.stream().map(Record::toString).collect(Collectors.joining("\n  ", " " + some + "\n  ", ""));
    }

    private void requireCounts() {
        if (!installation.countsStatements()) {
            throw new IllegalStateException(
                    "The statements of this EntityManagerFactory cannot be counted, because it was"
                            + " built without QueryWatch.configure(settings): call it with the settings before the factory is"
                            + " built. N+1 is found without it.");
        }
    }

    /**
     * Ends the recording. Does nothing the second time.
     *
     * @throws IllegalStateException if another thread opened it
     */
    @Override
    public void close() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException(
                    "This recording was opened by the thread \"" + thread.getName() + "\": close it there.");
        }
        if (!closed) {
            closed = true;
            nPlusOnes();
            if (fetches != null) {
                unusedAtEnd = fetches.unused();
                fetches.close();
            }
            installation.close(this);
        }
    }
}
