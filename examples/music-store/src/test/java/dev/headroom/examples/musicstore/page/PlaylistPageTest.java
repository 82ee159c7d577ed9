package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The panel of playlists, in a browser, against what the API answers. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class PlaylistPageTest {

    private static final String SECOND = "Films";

    private final RunningStore store;
    private final Browser browser;

    PlaylistPageTest(RunningStore store, Browser browser) {
        this.store = store;
        this.browser = browser;
    }

    @Test
    void offersAllPlaylistsAndReadsTheFirst() {
        Page page = open(1280, ColorScheme.LIGHT);

        assertThat(page.locator("#playlist option"))
                .hasCount(store.json("/api/playlists").size());
        assertThat(page.locator("#playlist option").first()).hasText("Music: 3,503 tracks");
        assertThat(verdict(page)).hasText("Lazily 632 statements, by the plan 2. Both gave the same 3,503 tracks.");
    }

    @Test
    void showsWhatBothWaysTookAndTheLineThatMendsIt() {
        Page page = open(1280, ColorScheme.LIGHT);
        choose(page, 2);
        JsonNode expected = store.json("/api/compare/playlists/2");
        String statements = number(expected.at("/lazy/statements").asInt());

        assertThat(verdict(page))
                .hasText("Lazily " + statements + " statements, by the plan 2. Both gave the same "
                        + number(expected.path("tracks").asInt()) + " tracks.");
        assertThat(page.locator("[data-lazy=statements]")).hasText(statements);
        assertThat(page.locator("[data-planned=statements]")).hasText("2");
        assertThat(page.locator("[data-lazy=rows]"))
                .hasText(number(expected.at("/lazy/rows").asInt()));
        assertThat(page.locator("[data-planned=bytes]")).hasText(Pattern.compile("[\\d.]+ kB"));
        assertThat(page.locator("[data-lazy=milliseconds]")).hasText(Pattern.compile("[\\d.,]+ ms"));
        String albums = number(expected.at("/lazy/findings/0/statements").asInt());
        assertThat(page.locator("[data-lazy=sql]"))
                .containsText(Pattern.compile("Sent " + albums + " times:\\s+select .*from album ", Pattern.DOTALL));
        assertThat(page.locator("[data-planned=sql]")).not().containsText("times:");
        assertThat(page.locator("[data-lazy=findings] li").first())
                .hasText(Pattern.compile("^Track\\.album was loaded one by one: " + albums
                        + " statements, from PlaylistItem\\.of:\\d+\\. .*fetch\\(\"tracks\\.album\"\\)$"));
        assertThat(page.locator("[data-lazy=findings] .fix"))
                .hasText(new String[] {"fetch(\"tracks.album\")", "fetch(\"tracks.album.artist\")"});
        assertThat(page.locator("[data-planned=findings]")).hasText("Nothing was loaded one by one.");
    }

    @Test
    void showsTheTopOfThePlaylist() {
        Page page = open(1280, ColorScheme.LIGHT);
        choose(page, 2);
        JsonNode expected = store.json("/api/compare/playlists/2");
        List<String> names = new ArrayList<>();
        expected.path("items").forEach(item -> names.add(item.path("artist").asString()));

        assertThat(page.locator("#playlist-items td[data-column=artist]")).hasText(names.toArray(String[]::new));
        assertThat(page.locator("#playlist-status"))
                .hasText("The first 10 of " + number(expected.path("tracks").asInt()) + " tracks.");
    }

    @Test
    void showsNothingOfAPlaylistThatTheReaderHasLeft() {
        Page page = open(1280, ColorScheme.LIGHT);
        page.evaluate(
                "window.verdicts = []; const verdict = document.querySelector('#playlist-verdict');"
                        + " new MutationObserver(() => verdicts.push(verdict.textContent)).observe(verdict, {childList: true});");
        List<Route> held = new ArrayList<>();
        List<Route> skipped = new ArrayList<>();
        page.route("**/api/compare/playlists/3", held::add);
        page.route("**/api/compare/playlists/4", skipped::add);
        playlist(page).selectOption("3");
        page.waitForCondition(() -> !held.isEmpty());
        playlist(page).selectOption("4");
        playlist(page).selectOption("2");
        held.forEach(Route::resume);

        String tracks =
                number(store.json("/api/compare/playlists/2").path("tracks").asInt());
        String reading = "Reading the playlist in both ways…";
        assertThat(verdict(page)).containsText("the same " + tracks + " tracks.");
        assertThat(page.evaluate("window.verdicts"))
                .isEqualTo(List.of(reading, reading, verdict(page).textContent()));
        assertThat(skipped).isEmpty();
        assertThat(page.locator("#playlist-results")).hasAttribute("aria-busy", "false");
    }

    @Test
    void showsWhyAPlaylistIsRefused() {
        Page page = open(1280, ColorScheme.LIGHT);
        page.evaluate("document.querySelector('#playlist').append(new Option('Another', '99'))");
        playlist(page).selectOption("99");

        assertThat(page.locator("#playlist-problem")).hasText("There is no playlist 99: choose one of /api/playlists.");
        assertThat(verdict(page)).isEmpty();
        assertThat(page.locator("[data-lazy=statements]")).hasText("–");
        assertThat(Accessibility.violations(page)).isEmpty();

        choose(page, 2);
        assertThat(page.locator("#playlist-problem")).isHidden();
    }

    @Test
    void doesNotOfferAPlaylistThatIsTooLong() {
        Page page = browser.newPage();
        page.route(
                "**/api/playlists",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("[{\"id\":1,\"name\":\"All\",\"tracks\":5001,\"comparable\":false},"
                                + "{\"id\":2,\"name\":\"" + SECOND + "\",\"tracks\":1,\"comparable\":true}]")));
        page.navigate(store.address("/").toString());

        assertThat(playlist(page)).hasValue("2");
        assertThat(page.locator("#playlist option").first()).isDisabled();
        assertThat(page.locator("#playlist option")).hasText(new String[] {"All: 5,001 tracks", SECOND + ": 1 track"});
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 1280})
    void needsNoSidewaysScrolling(int width) {
        Page page = open(width, ColorScheme.LIGHT);

        assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .isEqualTo(0);
        assertThat(page.locator("#the-playlist")
                        .evaluate("section => [...section.querySelectorAll('dl, .findings')]"
                                + ".filter(part => part.scrollWidth > part.clientWidth).length"))
                .isEqualTo(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isAccessible(ColorScheme colors) {
        assertThat(Accessibility.violations(open(1280, colors))).isEmpty();
    }

    private Page open(int width, ColorScheme colors) {
        Page page = browser.newPage(
                new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(colors));
        page.navigate(store.address("/").toString());
        assertThat(verdict(page)).containsText("Both gave the same 3,503 tracks.");
        // What is above it is measured too, and pale until it is.
        assertThat(page.locator("#verdict")).containsText("Both gave the same rows.");
        assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        return page;
    }

    private void choose(Page page, int id) {
        playlist(page).selectOption(String.valueOf(id));
        int tracks = store.json("/api/compare/playlists/" + id).path("tracks").asInt();
        assertThat(verdict(page)).containsText("the same " + number(tracks) + " tracks.");
    }

    private static Locator playlist(Page page) {
        return page.getByLabel("Playlist", new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator verdict(Page page) {
        return page.locator("#playlist-verdict");
    }

    private static String number(int number) {
        return String.format("%,d", number);
    }
}
