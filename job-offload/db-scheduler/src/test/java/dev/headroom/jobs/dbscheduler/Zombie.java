package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.JobId;
import dev.headroom.jobs.engine.Claim;

/** A process that claims a job and is not heard of any more, but may still speak. */
final class Zombie {

    private Zombie() {}

    /** Claims as db-scheduler does, long ago. */
    static Claim claim(JobStore store, JobId id) {
        int claimed = store.execute("update headroom_tickets_default set picked = true, picked_by = 'zombie',"
                + " last_heartbeat = '2020-01-01 00:00:00', version = version + 1 where task_instance = '" + id
                + "' and picked = false");
        if (claimed != 1) {
            throw new AssertionError("It cannot be claimed: " + id);
        }
        return current(store, id);
    }

    /** The claim of whoever has the ticket now. */
    static Claim current(JobStore store, JobId id) {
        String version = store.query("select version from headroom_tickets_default where task_instance = '" + id + "'")
                .orElseThrow();
        return new Claim(id, "default", Long.parseLong(version));
    }
}
