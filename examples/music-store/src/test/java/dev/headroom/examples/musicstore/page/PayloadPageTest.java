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

/** The page of albums, against what the API answers. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class PayloadPageTest {

    private static final String BOTH = "Both show the same 50 albums.";

    private final RunningStore store;
    private final StorePage page;
    private final Locator verdict;

    PayloadPageTest(RunningStore store, Browser browser) {
        this.store = store;
        this.page = StorePage.open(store, browser, "/payload-projection");
        this.verdict = page.find("#albums-verdict");
        assertThat(verdict).containsText(BOTH);
    }

    @Test
    void listsTheFieldsThatYouAskFor() {
        assertThat(verdict).hasText(Pattern.compile("^Whole entities take \\d\\d\\d times as many bytes as .*"));
        page.labelled("Fields of an album").fill("tracks(name), title");
        page.labelled("Fields of an album").press("Enter");
        assertThat(page.find("[data-projected=statements]")).hasText("2");
        JsonNode expected = store.json("/api/compare/albums?fields=tracks(name),title");

        assertThat(page.find("[data-projected=columns]"))
                .hasText(expected.at("/projected/columns").asString());
        assertThat(page.find("[data-projected=beginning]"))
                .hasText(expected.at("/projected/beginning").asString());
        assertThat(page.find("[data-whole=sql]")).containsText(".cover, ");
        assertThat(page.find("[data-projected=sql]"))
                .containsText(Pattern.compile("from album .*from track ", Pattern.DOTALL));
        assertThat(page.errors()).isEmpty();
        page.find("#albums-address").click();
        assertThat(page.find("body")).containsText("[{\"title\":");
    }

    @Test
    void showsWhyFieldsAreRefusedAndGoesOn() {
        list("id,titel");
        assertThat(page.find("#albums-problem"))
                .hasText("Field \"titel\" at offset 3 is not there. Did you mean \"title\"?");
        assertThat(page.labelled("Fields of an album")).hasAttribute("aria-invalid", "true");
        assertThat(Accessibility.violations(page.page())).isEmpty();

        list("id,title");
        assertThat(verdict).containsText(BOTH);
        assertThat(page.find("#albums-problem")).isHidden();
    }

    @Test
    void showsNothingOfFieldsThatYouHaveReplaced() {
        List<Route> held = page.hold("**/api/compare/albums?fields=id&*");
        List<Route> skipped = page.hold("**/api/compare/albums?fields=cover&*");
        list("id");
        page.awaitHeld(held);
        list("cover");
        list("title");
        held.forEach(Route::resume);

        assertThat(page.find("[data-projected=beginning]")).containsText("[{\"title\":");
        assertThat(skipped).isEmpty();
        page.settle();
    }

    private void list(String fields) {
        page.labelled("Fields of an album").fill(fields);
        page.press("List the albums");
    }
}
