package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.model.JobProblem;
import java.time.Duration;
import java.util.Optional;

/** How attempts end that have not ended by themselves. */
final class Failures {

    private static final JobProblem IN_COMPANY = new JobProblem(
            "crashed",
            "The process that ran it has not been heard of. Others ran in it, too, so that this attempt does not count");

    private Failures() {}

    /** Of a process that died with several jobs: the attempt does not count. */
    static Ending inCompany() {
        return Ending.released(Optional.of(IN_COMPANY), Duration.ZERO, Duration.ZERO);
    }

    /**
     * Of one that could not be run.
     *
     * @param counted the end of an attempt that counts
     * @param delay until the next one, if there is one
     */
    static Ending ending(Ending counted, Throwable failure, Duration delay) {
        JobProblem problem = new JobProblem(failure.getClass().getName(), message(failure));
        return counted.state().isEnd()
                ? Ending.failed(counted.state(), Optional.of(problem), Duration.ZERO)
                : Ending.retry(problem, delay, Duration.ZERO);
    }

    @SuppressWarnings("CatchingThrowable") // the method is anybody's
    private static String message(Throwable failure) {
        try {
            String message = failure.getMessage();
            return message == null ? "" : message;
        } catch (Throwable unreadable) {
            return "";
        }
    }
}
