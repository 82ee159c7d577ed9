package dev.headroom.keyset;

import dev.headroom.keyset.internal.database.ReadingSession;
import dev.headroom.keyset.internal.seek.Seek;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list for a {@link KeysetQuery}, which documents it.
 *
 * @param scope what cursors are bound to, beside the keyset
 * @param range the part of the list that is read; null for the whole of it
 * @param loaders what to do with the rows of each page
 */
record ListReader<E, R>(
        Keyset<E> keyset,
        EntityManager entityManager,
        RowSource<E, R> source,
        List<@Nullable Object> scope,
        @Nullable KeysetRange range,
        List<BiConsumer<EntityManager, Collection<R>>> loaders) {

    static <E> ListReader<E, E> of(Keyset<E> keyset, EntityManager entityManager) {
        RowSource<E, E> entities = RowSource.entities(keyset.order(), keyset.text());
        return new ListReader<>(keyset, entityManager, entities, List.of(), null, List.of());
    }

    ListReader<E, R> where(KeysetFilter<E> filter) {
        return new ListReader<>(keyset, entityManager, source.where(filter), scope, range, loaders);
    }

    <S> ListReader<E, S> select(
            BiFunction<Root<E>, CriteriaBuilder, ? extends List<? extends Selection<?>>> selections,
            Function<Object[], S> mapper) {
        return new ListReader<>(keyset, entityManager, source.select(selections, mapper), scope, range, List.of());
    }

    ListReader<E, R> loading(BiConsumer<EntityManager, Collection<R>> loader) {
        List<BiConsumer<EntityManager, Collection<R>>> more = new ArrayList<>(loaders);
        more.add(loader);
        return new ListReader<>(keyset, entityManager, source, scope, range, List.copyOf(more));
    }

    ListReader<E, R> scopedTo(List<@Nullable Object> newScope) {
        return new ListReader<>(keyset, entityManager, source, newScope, range, loaders);
    }

    ListReader<E, R> within(KeysetRange newRange) {
        return new ListReader<>(keyset, entityManager, source, scope, newRange, loaders);
    }

    /** The request with the size that it gets. */
    KeysetRequest allowed(KeysetRequest request) {
        return request.withSize(keyset.pageSize(request.size()));
    }

    /** Where a request begins. */
    Seek seek(KeysetRequest request) {
        return new Seek(request.cursor().map(format()::position).orElse(null), request.forward());
    }

    /** A page of any size, from a position that need not be the request's. */
    KeysetPage<R> page(KeysetRequest request, Seek seek) {
        return sessions().with(session -> page(session, request, seek));
    }

    private KeysetPage<R> page(Session session, KeysetRequest request, Seek seek) {
        return loaded(pages(session).read(request, seek), session);
    }

    Optional<KeysetPage<R>> around(Object id, int size) {
        int allowed = keyset.pageSize(size);
        return sessions().with(session -> pages(session).around(id, allowed).map(page -> loaded(page, session)));
    }

    private KeysetPage<R> loaded(KeysetPage<R> page, Session session) {
        if (!page.content().isEmpty() && !loaders.isEmpty()) {
            EntityManager managing = sessions().managing(session);
            loaders.forEach(loader -> loader.accept(managing, page.content()));
        }
        return page;
    }

    Stream<R> stream(int batch) {
        KeysetRequest request = KeysetRequest.first(batch);
        return new RowStream<R>(sessions(), batch, (session, seek) -> page(session, request, seek)).rows();
    }

    KeysetExplanation explain(KeysetRequest request) {
        Seek seek = seek(request);
        return sessions()
                .with(session -> new KeysetExplanation(
                        request + " of " + keyset,
                        PagePlan.of(request, seek, session, bounded()),
                        keyset.servingIndexes(session),
                        keyset.indexAdvice()));
    }

    Optional<String> cursorOf(Object id) {
        return reading(rows -> rows.positionOf(id)).map(format()::cursor);
    }

    Optional<KeysetRange> rangeSoFar() {
        String after = range == null ? null : range.after();
        return reading(RowReader::last)
                .map(position -> new KeysetRange(after, listFormat().end(position)));
    }

    List<KeysetRange> partitions(int count) {
        List<KeysetRange> ranges = new ArrayList<>();
        String after = range == null ? null : range.after();
        for (List<@Nullable Object> position : reading(rows -> rows.split(count))) {
            String until = listFormat().end(position);
            ranges.add(new KeysetRange(after, until));
            after = until;
        }
        ranges.add(new KeysetRange(after, range == null ? null : range.until()));
        return List.copyOf(ranges);
    }

    private ReadingSession sessions() {
        return new ReadingSession(entityManager);
    }

    private <T> T reading(Function<RowReader<E, R>, T> work) {
        return sessions().with(session -> work.apply(rows(session)));
    }

    private RowReader<E, R> rows(Session session) {
        return new RowReader<>(session, bounded());
    }

    private PageReader<R> pages(Session session) {
        return new PageReader<>(rows(session), format());
    }

    private RowSource<E, R> bounded() {
        return range == null ? source : source.within(listFormat().bounds(range));
    }

    /** The format of cursors of the whole list, which ranges are made of. */
    private PositionFormat listFormat() {
        return keyset.format().scopedTo(scope);
    }

    private PositionFormat format() {
        return range == null ? listFormat() : listFormat().scopedTo(Arrays.asList(range.after(), range.until()));
    }
}
