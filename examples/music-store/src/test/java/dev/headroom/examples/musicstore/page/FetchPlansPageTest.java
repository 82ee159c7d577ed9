package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The page of playlists, against what the API answers. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class FetchPlansPageTest {

    private final RunningStore store;
    private final StorePage page;
    private final Locator verdict;

    FetchPlansPageTest(RunningStore store, Browser browser) {
        this.store = store;
        this.page = StorePage.open(store, browser, "/fetch-plans");
        this.verdict = page.find("#playlist-verdict");
        assertThat(verdict)
                .hasText("Lazily it takes 632 statements, with the plan 2. Both return the same 3,503 tracks.");
    }

    @Test
    void showsWhatBothWaysTakeAndTheLineThatFixesIt() {
        page.labelled("Playlist").selectOption("2");
        JsonNode expected = store.json("/api/compare/playlists/2");
        assertThat(verdict).containsText("the same " + number(expected.path("tracks")) + " tracks.");

        assertThat(page.find("#playlist option"))
                .hasCount(store.json("/api/playlists").size());
        assertThat(page.find("[data-lazy=statements]")).hasText(number(expected.at("/lazy/statements")));
        assertThat(page.find("[data-planned=bytes]")).hasText(Pattern.compile("[\\d.]+ kB"));
        assertThat(page.find("[data-lazy=sql]"))
                .containsText(Pattern.compile("Sent \\d+ times:\\s+select .*from album ", Pattern.DOTALL));
        assertThat(page.find("[data-lazy=findings] .fix"))
                .hasText(new String[] {"fetch(\"tracks.album\")", "fetch(\"tracks.album.artist\")"});
        assertThat(page.find("[data-planned=findings]")).hasText("Nothing was loaded one by one.");
        assertThat(page.find("#playlist-items td[data-column=artist]").first())
                .hasText(expected.at("/items/0/artist").asString());
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void showsNothingOfAPlaylistThatYouHaveLeft() {
        List<Route> held = page.hold("**/api/compare/playlists/3");
        List<Route> skipped = page.hold("**/api/compare/playlists/4");
        page.labelled("Playlist").selectOption("3");
        page.awaitHeld(held);
        page.labelled("Playlist").selectOption("4");
        page.labelled("Playlist").selectOption("2");
        held.forEach(Route::resume);

        assertThat(verdict)
                .containsText("the same "
                        + number(store.json("/api/compare/playlists/2").path("tracks")) + " tracks.");
        assertThat(skipped).isEmpty();
        page.settle();
    }

    @Test
    void showsWhyAPlaylistIsRefusedAndGoesOn() {
        page.page().evaluate("document.querySelector('#playlist').append(new Option('Another', '99'))");
        page.labelled("Playlist").selectOption("99");
        assertThat(page.find("#playlist-problem")).hasText("There is no playlist 99: choose one of /api/playlists.");
        assertThat(verdict).isEmpty();

        page.labelled("Playlist").selectOption("2");
        assertThat(verdict).containsText("Both return the same");
        assertThat(page.find("#playlist-problem")).isHidden();
    }

    private static String number(JsonNode number) {
        return String.format("%,d", number.asInt());
    }
}
