package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.model.JobId;
import java.util.List;
import java.util.stream.Collectors;

/** A process that claims a job and is not heard of any more, but may still speak. */
final class Zombie {

    private Zombie() {}

    /** Claims as db-scheduler does, long ago. */
    static Claim claim(TestStore store, JobId id) {
        claimAll(store, List.of(id));
        return current(store, id);
    }

    /** One process that claims several before anybody can look. */
    static void claimAll(TestStore store, List<JobId> ids) {
        String some = ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
        int claimed = store.execute("update headroom_tickets_default set picked = true, picked_by = 'zombie',"
                + " last_heartbeat = '2020-01-01 00:00:00', version = version + 1 where task_instance in (" + some
                + ") and picked = false");
        if (claimed != ids.size()) {
            throw new AssertionError("They cannot be claimed: " + some);
        }
    }

    /** The claim of whoever has the queue entry now. */
    static Claim current(TestStore store, JobId id) {
        String version = store.query("select version from headroom_tickets_default where task_instance = '" + id + "'")
                .orElseThrow();
        return new Claim(id, "default", Long.parseLong(version));
    }
}
