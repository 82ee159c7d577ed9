package dev.headroom.examples.musicstore.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages as HTML, without a browser. */
@ExtendWith(SharedStore.class)
class StorePagesTest {

    private static final Path RESULTS = Path.of("../../benchmarks/results");

    private final RunningStore store;
    private final List<StoreModule> modules;

    StorePagesTest(RunningStore store) {
        this.store = store;
        this.modules = store.bean(StorePages.class).modules();
    }

    @Test
    void theStartPageIsAChecklistOfSevenModules() {
        String start = html("/");

        assertThat(modules).hasSize(7);
        assertThat(found(start, "<h3>(.*)</h3>")).hasSize(7);
        assertThat(found(start, "<p class=\"figure\">(.+)</p>")).hasSize(5).doesNotContain("null");
        assertThat(found(start, "Not built yet: <code>(.*)</code>"))
                .containsExactly("precomputed-stats", "search-bridge");
        assertThat(found(start, "<h3><a href=\"/(.*?)\">"))
                .containsExactlyElementsOf(built().map(StoreModule::name).toList());
    }

    /** A figure that the benchmarks have measured anew must be written anew. */
    @Test
    void everyFigureStandsInTheResultsOfTheBenchmarks() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(RESULTS), "The benchmarks are not beside this module");
        for (StoreModule module : built().toList()) {
            String figure = String.valueOf(module.figure());
            JsonNode ours = result(module.source(), "headroom");
            double value = ours.path("value").asDouble();
            double ratio = ours.path("ratioToFloor").asDouble();

            assertThat(figure)
                    .containsAnyOf(
                            " " + String.format(Locale.ROOT, "%,.0f", value) + " ",
                            String.format(Locale.ROOT, " %.2f times ", ratio));
        }
    }

    private static JsonNode result(StoreModule.Source source, String contender) throws IOException {
        try (Stream<String> lines = Files.lines(RESULTS.resolve(source.scenario() + ".jsonl"))) {
            return lines.map(line -> new JsonMapper().readTree(line))
                    .filter(line -> line.path("case").asString().equals(source.benchmarkCase())
                            && line.path("metric").asString().equals(source.metric())
                            && line.path("contender").asString().equals(contender))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no result for " + source));
        }
    }

    @Test
    void everyModuleThatIsBuiltHasAPageInTheSharedLayout() {
        built().forEach(module -> {
            String page = html("/" + module.name());
            String title = String.valueOf(module.title());

            assertThat(page).contains("<title>" + title + " · Music store</title>", "docs/guides/" + module.name());
            assertThat(found(page, "<h1[^>]*>(.*)</h1>")).containsExactly(title);
            assertThat(found(page, "href=\"/([\\w-]+)\" aria-current=\"page\"")).containsExactly(module.name());
            assertThat(page.replaceFirst("(?s)<main.*</main>", ""))
                    .as("layout of %s", module.name())
                    .isEqualToNormalizingNewlines(layout(module));
        });
    }

    /** The start page's, but for what differs by intention. */
    private String layout(StoreModule module) {
        String link = "<a href=\"/" + module.name() + "\"";
        return html("/")
                .replaceFirst("(?s)<main.*</main>", "")
                .replace("Seven ways to overload your own server", String.valueOf(module.title()))
                .replace("/start/page.js", "/" + module.name() + "/page.js")
                .replace(link, link + " aria-current=\"page\"");
    }

    @Test
    void everythingThatAPageNamesIsThere() {
        for (String path : paths()) {
            String page = html(path);
            List<String> ids = found(page, " id=\"([^\"]+)\"");

            assertThat(page).doesNotContain("{{");
            assertThat(ids).as(path).doesNotHaveDuplicates();
            assertThat(ids)
                    .as(path)
                    .containsAll(found(page, " for=\"([^\"]+)\""))
                    .containsAll(found(page, "aria-(?:labelledby|describedby)=\"([^\"]+)\""));
            assertThat(found(page, "(?:href|src)=\"(/[^\"#]*)"))
                    .as(path)
                    .allSatisfy(link ->
                            assertThat(store.get(link).statusCode()).as(link).isEqualTo(200));
            scripts(page)
                    .forEach((address, script) -> assertThat(ids)
                            .as("%s uses %s", address, path)
                            .containsAll(found(script, "querySelector\\('#([\\w-]+)'\\)")));
        }
    }

    /** The script of a page and all that it imports, by their addresses. */
    private Map<String, String> scripts(String page) {
        Map<String, String> scripts = new LinkedHashMap<>();
        Deque<String> addresses = new ArrayDeque<>(found(page, "src=\"([^\"]+)\" type=\"module\""));
        while (!addresses.isEmpty()) {
            String address = addresses.pop();
            if (!scripts.containsKey(address)) {
                HttpResponse<String> answer = store.get(address);
                assertThat(answer.statusCode()).as(address).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .contains("javascript");
                String script = address.startsWith("/webjars") ? "" : answer.body();
                scripts.put(address, script);
                found(script, "(?m)^import (?:.* from )?'([^']+)'").stream()
                        .map(imported -> URI.create(address).resolve(imported).toString())
                        .forEach(addresses::add);
            }
        }
        return scripts;
    }

    @Test
    void speaksPlainly() {
        for (String path : paths()) {
            assertThat(html(path)).doesNotContainIgnoringCase("whoever", "nobody", "somebody", " anew");
        }
    }

    @Test
    void hasNoPageOfAModuleThatIsNotBuilt() {
        assertThat(store.get("/precomputed-stats").statusCode()).isEqualTo(404);
        assertThat(store.get("/another-module").statusCode()).isEqualTo(404);
    }

    private List<String> paths() {
        return Stream.concat(Stream.of("/", "/problems.html"), built().map(module -> "/" + module.name()))
                .toList();
    }

    private Stream<StoreModule> built() {
        return modules.stream().filter(StoreModule::isBuilt);
    }

    private String html(String path) {
        HttpResponse<String> answer = store.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        return answer.body();
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
