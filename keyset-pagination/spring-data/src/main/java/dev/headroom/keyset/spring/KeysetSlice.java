package dev.headroom.keyset.spring;

import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetRequest;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;

/**
 * A page as a slice. It knows both of its sides from the start, because serializing it asks for both.
 *
 * @param next the request for the next slice; null if there is none
 * @param previous the request for the previous slice; null if there is none
 */
record KeysetSlice<T>(
        List<T> content,
        int size,
        boolean hasNext,
        boolean hasPrevious,
        @Nullable KeysetRequest next,
        @Nullable KeysetRequest previous)
        implements Slice<T> {

    static <T> KeysetSlice<T> of(KeysetPage<T> page, int size) {
        return new KeysetSlice<>(
                page.content(),
                size,
                page.hasNext(),
                page.hasPrevious(),
                page.next().orElse(null),
                page.previous().orElse(null));
    }

    @Override
    public int getNumber() {
        return 0;
    }

    @Override
    public int getSize() {
        return size;
    }

    @Override
    public int getNumberOfElements() {
        return content.size();
    }

    @Override
    public List<T> getContent() {
        return content;
    }

    @Override
    public boolean hasContent() {
        return !content.isEmpty();
    }

    @Override
    public Sort getSort() {
        return Sort.unsorted();
    }

    @Override
    public boolean isFirst() {
        return !hasPrevious;
    }

    @Override
    public boolean isLast() {
        return !hasNext;
    }

    @Override
    public Pageable nextPageable() {
        return pageable(next);
    }

    @Override
    public Pageable previousPageable() {
        return pageable(previous);
    }

    private static Pageable pageable(@Nullable KeysetRequest request) {
        return Optional.ofNullable(request).<Pageable>map(KeysetPageable::new).orElse(Pageable.unpaged());
    }

    @Override
    public <U> Slice<U> map(Function<? super T, ? extends U> converter) {
        List<U> mapped = content.stream().<U>map(converter).toList();
        return new KeysetSlice<>(mapped, size, hasNext, hasPrevious, next, previous);
    }

    @Override
    public Iterator<T> iterator() {
        return content.iterator();
    }

    /** Without the rows, because they may end up in a log. */
    @Override
    public String toString() {
        return "KeysetSlice[" + content.size() + " rows]";
    }
}
