package dev.headroom.keyset.spring;

import dev.headroom.keyset.KeysetRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** A neighbour of a {@link KeysetSlice}: a cursor in the shape of a pageable. */
record KeysetPageable(KeysetRequest request) implements Pageable {

    @Override
    public int getPageNumber() {
        throw noNumber();
    }

    @Override
    public int getPageSize() {
        return request.size();
    }

    @Override
    public long getOffset() {
        throw noNumber();
    }

    @Override
    public Sort getSort() {
        return Sort.unsorted();
    }

    @Override
    public Pageable next() {
        throw noNumber();
    }

    @Override
    public Pageable previousOrFirst() {
        throw noNumber();
    }

    @Override
    public Pageable first() {
        return Pageable.ofSize(getPageSize());
    }

    @Override
    public Pageable withPage(int pageNumber) {
        throw noNumber();
    }

    @Override
    public boolean hasPrevious() {
        return request.cursor().isPresent();
    }

    private static UnsupportedOperationException noNumber() {
        return new UnsupportedOperationException("The pageable of a keyset slice is a cursor and has no page number and"
                + " no offset: read it with KeysetSlices.slice.");
    }
}
