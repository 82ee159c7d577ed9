package dev.headroom.keyset.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

import dev.headroom.keyset.SortKey;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.servlet.ServletException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Readers of a list, through Spring MVC, on PostgreSQL. */
@ExtendWith(ServersExtension.class)
class WebTest {

    private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"(\\w+)\"");

    private static SongStore store;
    private static MockMvc mvc;

    @BeforeAll
    static void open(Servers servers) {
        store = new SongStore(servers.database(DatabaseKind.POSTGRESQL));
        KeysetOrders<Song> orders = KeysetOrders.of("id", store.keyset())
                .and("price,desc", store.keyset(SortKey.desc("price"), SortKey.asc("id")));
        mvc = standaloneSetup(new SongController(store.songs))
                .setCustomArgumentResolvers(new KeysetRequestArgumentResolver(5), KeysetArgumentResolver.of(orders))
                .setControllerAdvice(new KeysetProblems())
                .build();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static MockHttpServletResponse ask(String address) throws Exception {
        return mvc.perform(get(URI.create(address))).andReturn().getResponse();
    }

    private static JsonNode json(MockHttpServletResponse response) throws Exception {
        return new JsonMapper().readTree(response.getContentAsString());
    }

    private static List<String> names(MockHttpServletResponse response) throws Exception {
        assertThat(response.getStatus()).isEqualTo(200);
        return StreamSupport.stream(json(response).spliterator(), false)
                .map(song -> song.get("name").asString())
                .toList();
    }

    private static List<String> songs(long... ids) {
        return LongStream.of(ids).mapToObj(id -> "Song " + id).toList();
    }

    private static Map<String, String> links(MockHttpServletResponse response) {
        Map<String, String> links = new TreeMap<>();
        String header = response.getHeader("Link");
        Matcher matcher = LINK.matcher(header == null ? "" : header);
        while (matcher.find()) {
            links.put(matcher.group(2), matcher.group(1));
        }
        return links;
    }

    @Test
    void followsLinksForwardAndBack() throws Exception {
        List<String> read = new ArrayList<>();
        MockHttpServletResponse page = ask("http://store.example/songs?sort=price,desc");
        assertThat(links(page)).containsOnlyKeys("next", "last");
        read.addAll(names(page));
        while (links(page).containsKey("next")) {
            page = ask(links(page).get("next"));
            read.addAll(names(page));
        }
        assertThat(read).isEqualTo(songs(4, 9, 3, 8, 2, 7, 12, 1, 6, 11, 5, 10));
        assertThat(links(page)).containsOnlyKeys("prev", "first");

        MockHttpServletResponse second = ask(links(page).get("prev"));
        assertThat(names(second)).isEqualTo(songs(7, 12, 1, 6, 11));
        assertThat(links(second)).containsOnlyKeys("first", "last", "next", "prev");
        assertThat(names(ask(links(second).get("first")))).isEqualTo(songs(4, 9, 3, 8, 2));
        assertThat(names(ask(links(second).get("last"))))
                .isEqualTo(songs(12, 1, 6, 11, 5, 10).subList(1, 6));
    }

    @Test
    void keepsOtherParametersOfALink() throws Exception {
        MockHttpServletResponse page = ask("http://store.example/songs?size=2&q=a%26b%3D%22c%3E&sort=id");

        assertThat(links(page))
                .containsEntry("last", "http://store.example/songs?size=2&q=a%26b%3D%22c%3E&sort=id&before=");
        assertThat(links(ask(links(page).get("next"))).get("next"))
                .startsWith("http://store.example/songs?size=2&q=a%26b%3D%22c%3E&sort=id&after=")
                .matches("[^&]*&[^&]*&[^&]*&after=[^&]*");
    }

    @Test
    void hasNoLinksIfThePageIsAll() throws Exception {
        assertThat(ask("/songs?size=50").getHeaderNames()).doesNotContain("Link");
    }

    @Test
    void readsTheEndsOfTheList() throws Exception {
        assertThat(names(ask("/songs"))).isEqualTo(songs(1, 2, 3, 4, 5));
        assertThat(names(ask("/songs?size=2"))).isEqualTo(songs(1, 2));
        assertThat(names(ask("/songs?size=2&after="))).isEqualTo(songs(1, 2));
        assertThat(names(ask("/songs?size=2&before="))).isEqualTo(songs(11, 12));
        assertThat(names(ask("/songs?size=2&after=&before="))).isEqualTo(songs(1, 2));
    }

    @Test
    void answersConnections() throws Exception {
        JsonNode first = json(ask("/connection?size=2"));
        String end = first.at("/pageInfo/endCursor").asString();
        assertThat(first.at("/pageInfo/hasPreviousPage").asBoolean()).isFalse();
        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(first.at("/edges/1/node/name").asString()).isEqualTo("Song 2");
        assertThat(first.at("/edges/1/cursor").asString()).isEqualTo(end);
        assertThat(first.at("/pageInfo/startCursor")).isEqualTo(first.at("/edges/0/cursor"));

        JsonNode second = json(ask("/connection?size=2&after=" + end));
        assertThat(second.at("/pageInfo/hasPreviousPage").asBoolean()).isTrue();
        assertThat(second.at("/edges/0/node/name").asString()).isEqualTo("Song 3");

        String lastCursor =
                json(ask("/connection?before=")).at("/pageInfo/endCursor").asString();
        JsonNode beyond = json(ask("/connection?after=" + lastCursor));
        assertThat(beyond.at("/edges").size()).isZero();
        assertThat(beyond.at("/pageInfo/endCursor").isNull()).isTrue();
        assertThat(beyond.at("/pageInfo/hasPreviousPage").asBoolean()).isTrue();
    }

    @Test
    void answersProblems() throws Exception {
        assertProblem("/songs?after=forged", "INVALID_CURSOR", "reason", "\"MALFORMED\"");
        assertProblem("/songs?after=a&before=b", "INVALID_CURSOR", "reason", "\"AMBIGUOUS\"");
        assertProblem("/songs?size=101", "PAGE_SIZE", "maximum", "100");
        assertProblem("/songs?size=0", "PAGE_SIZE", "maximum", "100");
        assertProblem("/songs?sort=composer", "UNKNOWN_SORT", "choices", "[\"id\",\"price,desc\"]");
        assertProblem("/songs?sort=", "UNKNOWN_SORT", "choices", "[\"id\",\"price,desc\"]");

        String cursor = json(ask("/connection")).at("/pageInfo/endCursor").asString();
        assertProblem("/songs?sort=price,desc&after=" + cursor, "INVALID_CURSOR", "reason", "\"WRONG_QUERY\"");
    }

    private static void assertProblem(String address, String code, String property, String value) throws Exception {
        MockHttpServletResponse response = ask(address);
        assertThat(response.getStatus()).as(address).isEqualTo(400);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.get("detail").asString()).isNotBlank();
        JsonNode properties = problem.has("properties") ? problem.get("properties") : problem;
        assertThat(properties.get("code").asString()).isEqualTo(code);
        assertThat(properties.get(property).toString()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "99999999999", "1.5"})
    void leavesSizesThatAreNoNumberToSpring(String size) throws Exception {
        assertThat(ask("/songs?size=" + size).getStatus()).isEqualTo(400);
    }

    @Test
    void doesNotResolveKeysetsOfOtherEntities() {
        assertThatThrownBy(() -> ask("/other"))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("There are no orders for dev.headroom.keyset.Keyset<java.lang.Long>");
    }

    @Test
    void takesOrdersOfAnEntityOnce() {
        KeysetOrders<Song> orders = KeysetOrders.of("id", store.keyset());
        assertThatThrownBy(() -> KeysetArgumentResolver.of(orders, orders))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Song has orders already");
    }

    @Test
    void findsOrdersThatAreBeans() throws Exception {
        try (GenericApplicationContext beans = new GenericApplicationContext()) {
            KeysetOrders<Song> orders = KeysetOrders.of("dearest", store.keyset(SortKey.desc("price")));
            MockMvc withBeans = standaloneSetup(new SongController(store.songs))
                    .setCustomArgumentResolvers(
                            new KeysetRequestArgumentResolver(3), KeysetArgumentResolver.ofBeans(beans))
                    .build();
            register(beans, "songs", Song.class, orders);
            register(beans, "numbers", Long.class, orders);
            beans.refresh();

            assertThat(names(withBeans.perform(get("/songs")).andReturn().getResponse()))
                    .isEqualTo(songs(9, 4, 8));
        }
    }

    @Test
    void doesNotChooseAmongSeveralBeans() {
        try (GenericApplicationContext beans = new GenericApplicationContext()) {
            KeysetOrders<Song> orders = KeysetOrders.of("id", store.keyset());
            MockMvc withBeans = standaloneSetup(new SongController(store.songs))
                    .setCustomArgumentResolvers(
                            new KeysetRequestArgumentResolver(3), KeysetArgumentResolver.ofBeans(beans))
                    .build();
            register(beans, "one", Song.class, orders);
            register(beans, "two", Song.class, orders);
            beans.refresh();

            assertThatThrownBy(() -> withBeans.perform(get("/songs")))
                    .isInstanceOf(ServletException.class)
                    .hasMessageContaining("define one bean of the type KeysetOrders<Song>");
        }
    }

    private static void register(
            GenericApplicationContext beans, String name, Class<?> entity, KeysetOrders<Song> orders) {
        RootBeanDefinition definition = new RootBeanDefinition(KeysetOrders.class, () -> orders);
        definition.setTargetType(ResolvableType.forClassWithGenerics(KeysetOrders.class, entity));
        beans.registerBeanDefinition(name, definition);
    }

    @Test
    void needsAPageOfAtLeastOneRow() {
        assertThatThrownBy(() -> new KeysetRequestArgumentResolver(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("defaultSize is 0");
    }

    /** An application that handles all exceptions itself, and comes first where nothing says otherwise. */
    @RestControllerAdvice
    static class HandlesEverything {

        @ExceptionHandler
        ResponseEntity<String> failed(Exception failure) {
            return ResponseEntity.internalServerError().body(failure.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /songs?size=0               | PAGE_SIZE      | Page size 0 is not between 1 and 100: ask for at least 1 row.
                    /songs?size=101             | PAGE_SIZE      | Page size 101 is not between 1 and 100: ask for a smaller page and follow its cursor.
                    /songs?size=abc             | PAGE_SIZE      | The parameter 'size' is no number of rows that a page can have: give a whole number, such as 20, or leave it out.
                    /songs?size=2&size=3        | PAGE_SIZE      | The parameter 'size' is no number of rows that a page can have: give a whole number, such as 20, or leave it out.
                    /songs?sort=id&sort=foo     | UNKNOWN_SORT   | Cannot sort by "id&sort=foo": choose one of "id", "price,desc".
                    /songs?after=a&after=b      | INVALID_CURSOR | The cursor is not one that pages give out; pass on the cursor of a page unchanged (MALFORMED).
                    """)
    void answersMistakesBesideAnApplicationThatHandlesEverything(String address, String code, String detail)
            throws Exception {
        KeysetOrders<Song> orders = KeysetOrders.of("id", store.keyset())
                .and("price,desc", store.keyset(SortKey.desc("price"), SortKey.asc("id")));
        MockMvc handling = standaloneSetup(new SongController(store.songs))
                .setCustomArgumentResolvers(new KeysetRequestArgumentResolver(5), KeysetArgumentResolver.of(orders))
                .setControllerAdvice(new KeysetProblems(), new HandlesEverything())
                .build();
        MockHttpServletResponse response =
                handling.perform(get(URI.create(address))).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(json(response).get("code").asString()).isEqualTo(code);
        assertThat(json(response).get("detail").asString()).isEqualTo(detail);
    }
}
