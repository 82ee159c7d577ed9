package dev.headroom.fetch.watch;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one thread did with the database between {@link QueryWatch#open()} and {@link #close()}, in all sessions that it
 * used.
 *
 * <p>Recordings nest: an inner one's statements count for the outer ones too. Several threads with a recording each do not
 * see each other; what other threads do on behalf of this one is not counted.
 *
 * <p>The results can be read while it is open, and afterwards. Not thread-safe: open, read and close it in one thread.
 */
public final class QueryRecording implements AutoCloseable {

    /** So many loads of an association in a recording are looked at closely. */
    private static final int MOST_LOOKS = 1000;

    private final Installation installation;
    private final Thread thread = Thread.currentThread();
    private final Findings findings = new Findings(MOST_LOOKS);
    private final Set<SessionLoads> sessions = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable QueryRecording outer;
    private boolean closed;
    private int statements;
    private int selects;
    private int queries;

    QueryRecording(Installation installation, @Nullable QueryRecording outer) {
        this.installation = installation;
        this.outer = outer;
    }

    @Nullable QueryRecording outer() {
        return outer;
    }

    void outer(@Nullable QueryRecording around) {
        outer = around;
    }

    void statement(String sql) {
        statements++;
        if (Sql.isSelect(sql)) {
            selects++;
        }
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
     * How many statements were prepared: queries, inserts, updates, deletes, and calls. Rows that Hibernate sends as a JDBC
     * batch of one statement count once.
     *
     * @return the number
     * @throws IllegalStateException if the factory was built without {@link QueryWatch#configure}, so that nobody knows
     */
    public int statements() {
        requireCounts();
        return statements;
    }

    /**
     * How many of the statements read: those that start with {@code select}, {@code with} or {@code values}.
     *
     * @return the number
     * @throws IllegalStateException if the factory was built without {@link QueryWatch#configure}, so that nobody knows
     */
    public int selects() {
        requireCounts();
        return selects;
    }

    /**
     * The associations that were loaded by more than one statement from one place within one session.
     *
     * <p>Not among them: what was loaded at once, by a join, a fetch plan or a batch that took all owners; what the
     * application found by {@code find}, {@code getReference} or a query, however often; what the second-level cache had;
     * and what is loaded only to be removed or merged with its owner. A reference from {@code getReference} that an entity
     * of the session has too is taken for that entity's.
     *
     * <p>The stack is walked for the first thousand loads of an association; later ones are counted for the place of the last
     * that was looked at.
     *
     * @return a snapshot, in the order in which they began
     */
    public List<NPlusOne> nPlusOnes() {
        sessions.forEach(session -> session.eager().settle(true));
        return findings.nPlusOnes();
    }

    /**
     * Fails if there were more queries.
     *
     * @param atMost how many are fine
     * @throws AssertionError if there were more; its message names the associations that were loaded one by one
     * @throws IllegalStateException if the factory was built without {@link QueryWatch#configure}, so that nobody knows
     */
    public void assertSelects(int atMost) {
        if (selects() > atMost) {
            throw new AssertionError("Expected at most " + atMost + " selects, but there were " + selects() + "."
                    + list(nPlusOnes(), "None of them loaded an association one by one.", "Among them:"));
        }
    }

    /**
     * Fails if an association was loaded one by one, or batch by batch.
     *
     * @param allowedRoles those that may be, such as {@code "Order.tags"}
     * @throws AssertionError if there was another; its message has, for each, the association, the counts, the call site and
     *     the line of a fetch plan that loads it at once
     */
    public void assertNoNPlusOne(String... allowedRoles) {
        Set<String> allowed = Set.of(allowedRoles);
        List<NPlusOne> found = nPlusOnes().stream()
                .filter(one -> !allowed.contains(one.role()))
                .toList();
        if (!found.isEmpty()) {
            throw new AssertionError("Expected no N+1." + list(found, "", "Found:"));
        }
    }

    private static String list(List<NPlusOne> found, String none, String some) {
        return found.isEmpty()
                ? " " + none
                : found.stream().map(NPlusOne::toString).collect(Collectors.joining("\n  ", " " + some + "\n  ", ""));
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
            installation.close(this);
        }
    }
}
