package dev.headroom.examples.musicstore.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.StoreOrder;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Goes through a list of the API from its first page to its last and back, by nothing but the links of the pages. */
record ListWalk(RunningStore store, StoreOrder order, int size) {

    private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"(\\w+)\"");

    /** A page's ids and the addresses of other pages. */
    record Page(List<Integer> ids, Map<String, String> links) {

        static Page read(RunningStore store, String path) {
            HttpResponse<String> response = store.get(path);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            List<Integer> ids = new JsonMapper()
                    .readTree(response.body())
                    .valueStream()
                    .map(item -> item.path("id").asInt())
                    .toList();
            String header = response.headers().firstValue("Link").orElse("");
            return new Page(
                    ids,
                    LINK.matcher(header).results().collect(Collectors.toMap(link -> link.group(2), ListWalk::path)));
        }
    }

    private static String path(MatchResult link) {
        URI target = URI.create(link.group(1));
        return target.getRawPath() + "?" + target.getRawQuery();
    }

    /** Checks both walks, and the edges of every page on the way, against the order of the database. */
    void agreesWithTheDatabase() {
        List<Integer> expected = order.expected(store);
        List<Integer> forward = new ArrayList<>();
        Page page = Page.read(store, order.path() + "&size=" + size);
        assertThat(page.links).doesNotContainKeys("prev", "first");
        forward.addAll(page.ids);
        while (page.links.containsKey("next")) {
            page = Page.read(store, page.links.get("next"));
            assertThat(page.links).containsKeys("prev", "first");
            forward.addAll(page.ids);
        }
        assertThat(forward).isEqualTo(expected).doesNotHaveDuplicates();
        assertThat(back(page)).isEqualTo(expected);
    }

    private List<Integer> back(Page last) {
        Page page = last;
        List<List<Integer>> pages = new ArrayList<>(List.of(page.ids));
        while (page.links.containsKey("prev")) {
            page = Page.read(store, page.links.get("prev"));
            assertThat(page.links).containsKeys("next", "last");
            pages.add(0, page.ids);
        }
        return pages.stream().flatMap(List::stream).toList();
    }
}
