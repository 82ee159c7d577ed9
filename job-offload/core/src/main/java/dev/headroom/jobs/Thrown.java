package dev.headroom.jobs;

import dev.headroom.jobs.model.JobProblem;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the application's code threw. Its methods are the application's code, too, and may throw, return null or go round in circles. */
final class Thrown {

    /** More than any cause that is not a circle. */
    private static final int DEEPEST = 100;

    /** As many causes as a log needs. */
    private static final int LOGGED = 10;

    private Thrown() {}

    /** Its message; empty if it has none. */
    static String message(Throwable failure) {
        String message = ask(failure, Throwable::getMessage);
        return message == null ? "" : message;
    }

    /** What is kept of it with the job. */
    static JobProblem problem(Throwable failure) {
        return new JobProblem(failure.getClass().getName(), message(failure));
    }

    private static @Nullable Throwable cause(Throwable failure) {
        return ask(failure, Throwable::getCause);
    }

    private static <T> @Nullable T ask(Throwable failure, Function<Throwable, @Nullable T> question) {
        try {
            return question.apply(failure);
        } catch (Throwable broken) { // whatever it is: the job has to end
            return null;
        }
    }

    /** Whether it, or one that caused it, is such. */
    static boolean isAny(Throwable failure, Predicate<Throwable> such) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (such.test(each)) {
                return true;
            }
            each = cause(each);
        }
        return false;
    }

    /** Where it was thrown, for a log: classes and lines of code. Messages are left out, because they may hold payloads and secrets. */
    static Throwable trace(Throwable failure) {
        return trace(failure, LOGGED);
    }

    private static Trace trace(Throwable failure, int causes) {
        Throwable cause = causes == 0 ? null : cause(failure);
        StackTraceElement[] places = ask(failure, Throwable::getStackTrace);
        return new Trace(
                failure.getClass().getName(),
                places == null ? new StackTraceElement[0] : places,
                cause == null ? null : trace(cause, causes - 1));
    }

    private static final class Trace extends Exception {

        private static final long serialVersionUID = 1L;

        Trace(String failure, StackTraceElement[] places, @Nullable Throwable cause) {
            super(failure, cause, false, true);
            setStackTrace(places);
        }
    }
}
