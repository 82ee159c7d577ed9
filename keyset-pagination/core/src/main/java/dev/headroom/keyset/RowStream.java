package dev.headroom.keyset;

import dev.headroom.keyset.internal.database.ReadingSession;
import dev.headroom.keyset.internal.seek.Seek;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Reads batches one after another. Each is read in a session beside the application's, which is closed when the next batch
 * is read: so neither the rows nor what they refer to stay, and the application's own entities are left alone.
 */
final class RowStream<R> {

    private final ReadingSession sessions;
    private final int batch;
    private final BiFunction<Session, Seek, KeysetPage<R>> reader;
    private @Nullable Session current;

    /**
     * @param reader reads a batch in a session
     */
    RowStream(
            ReadingSession sessions,
            int batch,
            BiFunction<Session, Seek, KeysetPage<R>> reader) {
        this.sessions = sessions;
        this.batch = batch;
        this.reader = reader;
    }

    Stream<R> rows() {
        return Stream.iterate(Optional.of(read(Seek.fromEnd(true))), Optional::isPresent, page -> page.flatMap(this::following))
                .flatMap(page -> page.stream().flatMap(read -> read.content().stream()))
                .onClose(this::forget);
    }

    private Optional<KeysetPage<R>> following(KeysetPage<R> page) {
        if (!page.hasNext()) {
            forget();
            return Optional.empty();
        }
        return Optional.of(read(new Seek(page.position(batch - 1), true)));
    }

    private KeysetPage<R> read(Seek seek) {
        forget();
        SessionImplementor session = sessions.current();
        if (session == null) {
            return sessions.with(own -> reader.apply(own, seek));
        }
        if (session.isTransactionInProgress() && session.getHibernateFlushMode().compareTo(FlushMode.AUTO) >= 0) {
            session.flush();
        }
        Session beside = ReadingSession.beside(session);
        current = beside;
        return reader.apply(beside, seek);
    }

    private void forget() {
        Session read = current;
        current = null;
        if (read != null) {
            read.close();
        }
    }
}
