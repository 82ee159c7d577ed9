package dev.headroom.examples.musicstore.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** Puts the content of each page into the shared layout, once, at the start. */
@Component
final class StorePages {

    static final String START = "start";
    static final String PROBLEMS = "problems";

    private static final String SCRIPT = "  <script src=\"/%s/page.js\" type=\"module\"></script>\n</head>";

    private final List<StoreModule> modules;
    private final Map<String, String> pages = new HashMap<>();

    StorePages(JsonMapper json) {
        this.modules = List.of(json.readValue(read("modules.json"), StoreModule[].class));
        String start = read(START + ".html").replace("{{modules}}", each(StorePages::item));
        pages.put(START, withScript(START, page(START, "Seven ways to overload your own server", start)));
        pages.put(PROBLEMS, page(PROBLEMS, "What the store refuses", read(PROBLEMS + ".html")));
        modules.stream().filter(StoreModule::isBuilt).forEach(module -> pages.put(module.name(), page(module)));
    }

    /** The whole page as HTML, if there is one of this name. */
    Optional<String> html(String name) {
        return Optional.ofNullable(pages.get(name));
    }

    List<StoreModule> modules() {
        return modules;
    }

    private String page(StoreModule module) {
        String guide = "\n<p class=\"note\">Read on in <code>docs/guides/" + module.name() + ".md</code>.</p>\n";
        String title = String.valueOf(module.title());
        return withScript(module.name(), page(module.name(), title, read(module.name() + ".html") + guide));
    }

    private String page(String name, String title, String content) {
        return read("layout.html")
                .replace("{{title}}", HtmlUtils.htmlEscape(title))
                .replace("{{navigation}}", each(module -> link(module, name)))
                .replace("{{content}}", content);
    }

    private static String withScript(String name, String page) {
        return page.replace("</head>", SCRIPT.formatted(name));
    }

    private String each(Function<StoreModule, String> part) {
        return modules.stream().map(part).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static String link(StoreModule module, String page) {
        if (!module.isBuilt()) {
            return "";
        }
        String current = module.name().equals(page) ? " aria-current=\"page\"" : "";
        return "        <li><a href=\"/" + module.name() + "\"" + current + ">" + module.label() + "</a></li>";
    }

    private static String item(StoreModule module) {
        String problem = HtmlUtils.htmlEscape(module.problem());
        StoreModule.Source source = module.source();
        if (source == null) {
            return """
                        <li class="panel planned-module">
                          <h3>%s</h3>
                          <p>%s</p>
                          <p class="state">Not built yet: <code>%s</code></p>
                        </li>""".formatted(problem, HtmlUtils.htmlEscape(module.answer()), module.name());
        }
        return """
                    <li class="panel">
                      <h3><a href="/%s">%s</a></h3>
                      <p>%s</p>
                      <p class="figure">%s</p>
                      <p class="source">%s: <code>%s</code>, %s</p>
                    </li>""".formatted(
                        module.name(),
                        problem,
                        HtmlUtils.htmlEscape(module.answer()),
                        HtmlUtils.htmlEscape(String.valueOf(module.figure())),
                        source.scenario(),
                        source.benchmarkCase(),
                        source.metric());
    }

    private static String read(String file) {
        try {
            return new ClassPathResource("pages/" + file).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
