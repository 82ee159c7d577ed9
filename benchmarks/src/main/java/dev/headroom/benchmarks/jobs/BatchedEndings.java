package dev.headroom.benchmarks.jobs;

import dev.headroom.benchmarks.jobs.HandWrittenSql.Claimed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** Ends jobs together, as many as have come to their end while the last ones were written, up to a hundred. */
final class BatchedEndings implements HandWrittenWorker.Endings {

    private static final int MOST = 100;

    /** After which nothing comes. */
    private static final Claimed LAST = new Claimed(-1, 0, "");

    private final HandWrittenSql sql;
    private final LinkedBlockingQueue<Claimed> ended = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::writeAll, "floor-endings");

    BatchedEndings(HandWrittenSql sql) {
        this.sql = sql;
        writer.start();
    }

    @Override
    public void end(Claimed claimed) {
        ended.add(claimed);
    }

    private void writeAll() {
        try {
            boolean open = true;
            while (open) {
                List<Claimed> some = new ArrayList<>();
                some.add(ended.take());
                ended.drainTo(some, MOST - 1);
                open = !some.remove(LAST);
                sql.endAll(some);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException("Jobs of the floor could not be ended.", e);
        }
    }

    @Override
    public void close() {
        ended.add(LAST);
        Threads.await(writer);
    }
}
