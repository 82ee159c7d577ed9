package dev.headroom.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages through songs as a reader does: from one end of the list, along the requests that the pages give. */
final class PageWalk {

    private static final int MOST_PAGES = 200;

    private PageWalk() {}

    /** The pages from the first one on, in the order of the list. */
    static List<List<Long>> forward(KeysetQuery<Song, Song> query, int size) {
        return along(query, KeysetRequest.first(size));
    }

    /** The pages from the last one back, in the order of the list. */
    static List<List<Long>> backward(KeysetQuery<Song, Song> query, int size) {
        return along(query, KeysetRequest.last(size));
    }

    private static List<List<Long>> along(KeysetQuery<Song, Song> query, KeysetRequest start) {
        List<List<Long>> pages = new ArrayList<>();
        Optional<KeysetRequest> request = Optional.of(start);
        while (request.isPresent()) {
            KeysetPage<Song> page = query.page(request.get());
            pages.add(start.forward() ? pages.size() : 0, SongStore.ids(page));
            assertThat(pages).as("a walk that does not end").hasSizeLessThan(MOST_PAGES);
            request = start.forward() ? page.next() : page.previous();
        }
        return pages;
    }

    /** The pages that a list falls into when it is read from its start; one empty page for an empty list. */
    static List<List<Long>> pagesOf(List<Long> ids, int size) {
        List<List<Long>> pages = new ArrayList<>();
        for (int start = 0; start == 0 || start < ids.size(); start += size) {
            pages.add(ids.subList(start, Math.min(ids.size(), start + size)));
        }
        return pages;
    }
}
