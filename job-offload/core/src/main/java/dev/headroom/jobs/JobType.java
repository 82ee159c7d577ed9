package dev.headroom.jobs;

import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.StorableText;
import java.util.Objects;

/**
 * A kind of job: the one place where those who enqueue it and those who run it agree. Immutable; make it once and share it.
 *
 * <pre>{@code
 * static final JobType<ReportRequest, Report> REPORT = JobType.of("report", ReportRequest.class, Report.class);
 * }</pre>
 *
 * <p>Name and version are stored with each job, no class name and no code, so that classes may be renamed and moved. A payload that
 * changes in a way that old text does not fit gets a new version and an {@linkplain WorkerBuilder#upcast upcast}.
 *
 * @param <P> what the job needs, best a record
 * @param <R> what comes of it, best a record; {@code Void} for nothing
 * @param name stored with each job; letters, digits, {@code . _ -}, at most 100
 * @param version of the payload, from 1
 * @param payload its class
 * @param result its class
 */
public record JobType<P, R>(String name, int version, Class<P> payload, Class<R> result) {

    /**
     * Checks the values.
     *
     * @param name stored with each job
     * @param version of the payload
     * @param payload its class
     * @param result its class
     * @throws InvalidJobException if the name or the version is not allowed
     */
    public JobType {
        StorableText.requireName("JobType.of", name);
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(result, "result");
        if (version < 1) {
            throw new InvalidJobException("JobType.version(" + version + ") of \"" + name + "\": versions start at 1.");
        }
    }

    /**
     * Makes a type of version 1.
     *
     * @param <P> what the job needs
     * @param <R> what comes of it
     * @param name stored with each job
     * @param payload the class of what the job needs
     * @param result the class of what comes of it; {@code Void.class} for nothing
     * @return a type
     * @throws InvalidJobException if the name is not allowed
     */
    public static <P, R> JobType<P, R> of(String name, Class<P> payload, Class<R> result) {
        return new JobType<>(name, 1, payload, result);
    }

    /**
     * The same with another version of the payload.
     *
     * @param newVersion from 1
     * @return another type
     * @throws InvalidJobException if it is below 1
     */
    public JobType<P, R> version(int newVersion) {
        return new JobType<>(name, newVersion, payload, result);
    }
}
