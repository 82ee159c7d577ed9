package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ends attempts, for those who own their job. Whoever changes a job locks its row first and its queue entry then, and the row says which claims
 * are over: a claim that waited for the lock sees that it has lost.
 */
final class Endings {

    private static final int LONGEST_KIND = 300;
    private static final List<Object> NO_PROGRESS = List.of(Sql.Null.NUMBER, Sql.Null.NUMBER, Sql.Null.TEXT);

    private static final String SAYING = " problem_kind = case when ? = 1 then problem_kind else ? end,"
            + " problem_message = case when ? = 1 then problem_message else ? end,"
            + " progress_done = coalesce(?, progress_done), progress_total = coalesce(?, progress_total),"
            + " progress_note = coalesce(?, progress_note)";

    private static final String FINISH = "update headroom_jobs set state = ?, attempts = attempts + ?,"
            + " started_at = coalesce(?, started_at), finished_at = ?, expires_at = ? + retention_ms, slot = null, revoked = ?,"
            + " result = ?," + SAYING;

    private static final String AGAIN = "update headroom_jobs set state = ?, attempts = attempts + ?,"
            + " started_at = coalesce(?, started_at), due_at = ?, slot = case when key_name is null then null else 0 end, revoked = ?,"
            + SAYING;

    /** It ran alone, and its process lived. */
    private static final String LIVED =
            ", crashes = case when crashes < " + Suspects.MOST_CRASHES + " then crashes end";

    private static final String CRASHES = "update headroom_jobs set crashes = ? where id = ?";

    private final Dialect dialect;
    private final QueueEntries entries;
    private final StoreClock clock;

    /** Statements by queues, and whether attempts have said how far they are. */
    private final Map<String, String> together = new ConcurrentHashMap<>();

    Endings(Dialect dialect, QueueEntries entries, StoreClock clock) {
        this.dialect = dialect;
        this.entries = entries;
        this.clock = clock;
    }

    /** The attempt owns the job: no later claim has come, and none was made impossible. */
    private static String owned(String table) {
        return " where id = ? and revoked < ? and " + Sql.NOT_ENDED + " and exists (select 1 from " + table
                + " t where t.task_name = ? and t.task_instance = ? and t.version = ?";
    }

    private static List<Object> owner(Claim claim) {
        String id = claim.id().toString();
        return List.of(id, claim.fence(), Sql.TASK, id, claim.fence());
    }

    /** Ends the job. One statement on PostgreSQL, and elsewhere two, which need a transaction. */
    boolean finish(Connection connection, Claim claim, Ending ending) throws SQLException {
        String table = entries.table(claim.queue());
        String update = FINISH + owned(table) + ")";
        List<Object> values = new ArrayList<>(finishing(claim, ending));
        values.addAll(owner(claim));
        if (!dialect.hasWritingExpressions()) {
            boolean ended = Sql.update(connection, update, values.toArray()) == 1;
            if (ended) {
                entries.delete(connection, claim.queue(), claim.id().toString(), claim.fence());
            }
            return ended;
        }
        values.addAll(List.of(Sql.TASK, claim.fence()));
        return Sql.number(
                        connection,
                        "with ended as (" + update + " returning id), gone as (delete from " + table
                                + " where task_name = ? and task_instance in (select id from ended) and version = ?)"
                                + " select count(*) from ended",
                        values.toArray())
                == 1;
    }

    /**
     * Ends jobs of one queue by one statement of PostgreSQL, and waits for nobody: those whose rows are locked are left out.
     *
     * @return those that have ended
     */
    Set<Claim> finishAll(Connection connection, Map<Claim, Ending> endings) throws SQLException {
        String queue = endings.keySet().iterator().next().queue();
        boolean progress =
                endings.values().stream().anyMatch(ending -> ending.progress().isPresent());
        String sql =
                together.computeIfAbsent(queue + "/" + progress, any -> EndingRows.sql(entries.table(queue), progress));
        return new EndingRows(endings, progress, clock.milliseconds()).write(connection, sql);
    }

    private List<Object> finishing(Claim claim, Ending ending) {
        long now = clock.milliseconds();
        List<Object> values = new ArrayList<>(Arrays.asList(
                ending.state().name(),
                ending.counts() ? 1 : 0,
                started(ending, now),
                now,
                now,
                claim.fence(),
                Sql.text(ending.result().map(result -> result.text()))));
        values.addAll(saying(ending));
        return values;
    }

    private static Object started(Ending ending, long now) {
        Long ran = ran(ending);
        return ran == null ? Sql.Null.NUMBER : now - ran;
    }

    /** Milliseconds; null if it has not begun. */
    static @Nullable Long ran(Ending ending) {
        return ending.ran().isZero() ? null : ending.ran().toMillis();
    }

    private static List<Object> saying(Ending ending) {
        int kept = keepsProblem(ending) ? 1 : 0;
        Object kind = Sql.text(ending.problem().map(Endings::kind));
        Object message = Sql.text(ending.problem().map(JobProblem::message));
        List<Object> values = new ArrayList<>(List.of(kept, kind, kept, message));
        values.addAll(ending.progress()
                .<List<Object>>map(said -> List.of(said.done(), said.total(), said.note()))
                .orElse(NO_PROGRESS));
        return values;
    }

    /** Whether the last problem is still the job's. */
    static boolean keepsProblem(Ending ending) {
        return ending.problem().isEmpty() && ending.state() != JobState.SUCCEEDED;
    }

    static String kind(JobProblem problem) {
        return problem.kind().substring(0, Math.min(problem.kind().length(), LONGEST_KIND));
    }

    /** Ends the attempt, in a transaction. Returns the state of the job; empty if the attempt does not own it. */
    Optional<JobState> end(Connection connection, Claim claim, Ending ending) throws SQLException {
        if (!ending.state().isEnd()) {
            return again(connection, claim, ending);
        }
        return finish(connection, claim, ending) ? Optional.of(ending.state()) : Optional.empty();
    }

    /** Has another attempt follow, unless somebody wants the job to stop. */
    private Optional<JobState> again(Connection connection, Claim claim, Ending ending) throws SQLException {
        String update = AGAIN + (ending.ran().isZero() ? "" : LIVED) + owned(entries.table(claim.queue()))
                + " and t.cancel_requested = ?)";
        Instant due = clock.now().plus(ending.delay());
        List<Object> values = new ArrayList<>(Arrays.asList(
                ending.state().name(),
                ending.counts() ? 1 : 0,
                started(ending, clock.milliseconds()),
                due.toEpochMilli(),
                claim.fence()));
        values.addAll(saying(ending));
        values.addAll(owner(claim));
        values.add(false);
        if (Sql.update(connection, update, values.toArray()) == 1) {
            release(connection, claim, due);
            return Optional.of(ending.state());
        }
        Ending cancelled = new Ending(
                JobState.CANCELLED,
                Optional.empty(),
                ending.problem(),
                ending.delay(),
                ending.counts(),
                ending.ran(),
                ending.progress());
        return finish(connection, claim, cancelled) ? Optional.of(JobState.CANCELLED) : Optional.empty();
    }

    /** A job with a key gives its slot away, and waits without a queue entry. */
    private void release(Connection connection, Claim claim, Instant due) throws SQLException {
        String id = claim.id().toString();
        boolean keyed = Sql.number(connection, "select count(*) from headroom_jobs where id = ? and slot = 0", id) == 1;
        boolean released = keyed
                ? entries.delete(connection, claim.queue(), id, claim.fence())
                : entries.release(connection, claim.queue(), id, claim.fence(), due);
        if (!released) {
            throw new SQLException("Somebody cancelled the job meanwhile.", "40001"); // it is tried again
        }
    }

    /** Keeps how often in a row the process of a job died while others ran in it. */
    boolean keepCrashes(Connection connection, Claim claim, int crashes) throws SQLException {
        return Sql.update(connection, CRASHES, crashes, claim.id().toString()) == 1;
    }

    /** Locks the row of a job if the attempt owns it. */
    boolean lock(Connection connection, Claim claim) throws SQLException {
        String sql = "select id from headroom_jobs where id = ? and revoked < ? and " + Sql.NOT_ENDED + " for update";
        return Sql.first(connection, row -> true, sql, claim.id().toString(), claim.fence())
                .isPresent();
    }

    /** Locks the row of a job, unless another transaction holds it. */
    boolean lockIfFree(Connection connection, Claim claim) throws SQLException {
        String sql = "select id from headroom_jobs where id = ? for update skip locked";
        return Sql.first(connection, row -> true, sql, claim.id().toString()).isPresent();
    }

    /** The queue entry of a job that has ended, or is not there, is of no use to anybody. */
    boolean discard(Connection connection, Claim claim) throws SQLException {
        String sql = "delete from " + entries.table(claim.queue())
                + " where task_name = ? and task_instance = ? and version = ?"
                + " and not exists (select 1 from headroom_jobs where id = ? and " + Sql.NOT_ENDED
                + " and revoked < ?)";
        String id = claim.id().toString();
        return Sql.update(connection, sql, Sql.TASK, id, claim.fence(), id, claim.fence()) == 1;
    }
}
