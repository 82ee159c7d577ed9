package dev.headroom.jobs;

import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.JobOptions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes jobs of payloads, and finds out whether they can be stored and read before anything is done. Safe for use by many threads. */
final class NewJobs {

    private final JobStore store;
    private final JobCodec codec;
    private final ContextPropagator propagator;
    private final JobIds ids;

    /** Of which a payload was read again. */
    private final Set<JobType<?, ?>> readable;

    NewJobs(JobStore store, JobCodec codec, ContextPropagator propagator) {
        this(store, codec, propagator, new JobIds(), ConcurrentHashMap.newKeySet());
    }

    private NewJobs(JobStore store, JobCodec codec, ContextPropagator propagator, JobIds ids, Set<JobType<?, ?>> readable) {
        this.store = store;
        this.codec = codec;
        this.propagator = propagator;
        this.ids = ids;
        this.readable = readable;
    }

    NewJobs propagate(ContextPropagator newPropagator) {
        return new NewJobs(store, codec, newPropagator, ids, readable);
    }

    <P> NewJob of(JobType<P, ?> type, P payload, JobOptions options) {
        return of(type, payload, options, context(), store.now());
    }

    <P> List<NewJob> of(JobType<P, ?> type, Collection<? extends P> payloads, JobOptions options) {
        Map<String, String> context = context();
        Instant now = store.now();
        return payloads.stream()
                .map(payload -> of(type, payload, options, context, now))
                .toList();
    }

    private Map<String, String> context() {
        return Objects.requireNonNull(propagator.capture(), "ContextPropagator.capture()");
    }

    private NewJob of(
            JobType<?, ?> type, Object payload, JobOptions options, Map<String, String> context, Instant now) {
        Objects.requireNonNull(options, "options");
        JobData data = JobData.of(Objects.requireNonNull(payload, "payload"), codec);
        if (store.joinsTransactions()) {
            String text = data.text(); // here, where no connection waits and nothing is half done if it throws
            if (!readable.contains(type)) {
                read(type, text);
            }
        }
        return new NewJob(ids.next(now.toEpochMilli()), now, type.name(), type.version(), data, options, context);
    }

    /** What cannot be read would wait for ever. The first payload of a type shows whether its class can be. */
    private void read(JobType<?, ?> type, String text) {
        try {
            codec.decode(text, type.payload());
        } catch (RuntimeException unreadable) {
            throw new InvalidJobException("enqueue(" + type.name()
                    + ", …): the codec cannot read what it has written of this payload: " + Thrown.message(unreadable)
                    + " Use records of plain values, or a codec that reads them.");
        }
        readable.add(type);
    }
}
