package dev.headroom.examples.musicstore.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Goes through a list of the API from its first page to its last, and back. */
record ListWalk(RunningStore store, String path, int size) {

    /** Every id in the order in which it was met; checks the edges of every page on the way. */
    List<Integer> forwardAndBack(List<Integer> forward) {
        JsonNode page = page("");
        assertThat(page.at("/page/hasPrevious").asBoolean()).isFalse();
        forward.addAll(ids(page));
        while (page.at("/page/hasNext").asBoolean()) {
            page = page("&after=" + page.at("/page/after").asString());
            assertThat(page.at("/page/hasPrevious").asBoolean()).isTrue();
            forward.addAll(ids(page));
        }
        return back(page);
    }

    private List<Integer> back(JsonNode last) {
        JsonNode page = last;
        List<Integer> backward = new ArrayList<>(ids(page));
        while (page.at("/page/hasPrevious").asBoolean()) {
            page = page("&before=" + page.at("/page/before").asString());
            assertThat(page.at("/page/hasNext").asBoolean()).isTrue();
            backward.addAll(0, ids(page));
        }
        return backward;
    }

    private JsonNode page(String direction) {
        return store.json(path + "?size=" + size + direction);
    }

    private static List<Integer> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("id").asInt())
                .toList();
    }
}
