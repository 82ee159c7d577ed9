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
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The panel of albums, in a browser, against what the API answers. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class AlbumPageTest {

    private static final String BOTH = "What both show of the 50 albums is the same.";

    private final RunningStore store;
    private final Browser browser;

    AlbumPageTest(RunningStore store, Browser browser) {
        this.store = store;
        this.browser = browser;
    }

    @Test
    void listsAlbumsInBothWays() {
        Page page = open(1280, ColorScheme.LIGHT);
        JsonNode expected = store.json("/api/compare/albums?fields=id,title,artist(name),cover");

        assertThat(verdict(page))
                .containsText(Pattern.compile("^Whole entities take \\d\\d\\d times as many bytes as"));
        for (String way : List.of("whole", "projected")) {
            JsonNode measurement = expected.path(way);
            assertThat(part(page, way, "statements")).hasText("1");
            assertThat(part(page, way, "columns"))
                    .hasText(measurement.path("columns").asString());
            assertThat(part(page, way, "bytes"))
                    .hasText(kilobytes(measurement.path("bytes").asInt()));
            assertThat(part(page, way, "gzipBytes"))
                    .hasText(kilobytes(measurement.path("gzipBytes").asInt()));
            assertThat(part(page, way, "milliseconds")).hasText(Pattern.compile("[\\d.,]+ ms"));
            assertThat(part(page, way, "beginning"))
                    .hasText(measurement.path("beginning").asString());
        }
        assertThat(part(page, "whole", "sql")).containsText(".cover, ");
        assertThat(part(page, "projected", "sql")).not().containsText(".cover, ");
    }

    @Test
    void listsTheFieldsThatTheReaderAsksFor() {
        Page page = open(1280, ColorScheme.LIGHT);
        fields(page).fill("tracks(name), title");
        fields(page).press("Enter");

        assertThat(part(page, "projected", "statements")).hasText("2");
        assertThat(part(page, "projected", "sql"))
                .containsText(Pattern.compile("from album .*from track ", Pattern.DOTALL));
        assertThat(part(page, "projected", "beginning"))
                .containsText(Pattern.compile("^\\[\\{\"title\":\".*\",\"tracks\":"));
        assertThat(page.locator("#albums-address")).hasText("/api/albums?fields=title,tracks.name&limit=50");
        page.locator("#albums-address").click();
        assertThat(page.locator("body")).containsText("[{\"title\":");
    }

    @Test
    void showsWhyFieldsAreRefusedAndGoesOn() {
        Page page = open(1280, ColorScheme.LIGHT);
        list(page, "id,titel");

        assertThat(page.locator("#albums-problem"))
                .hasText("Field \"titel\" at offset 3 is not there. Did you mean \"title\"?");
        assertThat(fields(page)).hasAttribute("aria-invalid", "true");
        assertThat(verdict(page)).isEmpty();
        assertThat(part(page, "projected", "bytes")).hasText("–");
        assertThat(page.locator("#albums-address")).hasText("/api/albums");
        assertThat(Accessibility.violations(page)).isEmpty();

        list(page, "id,title");
        assertThat(verdict(page)).containsText(BOTH);
        assertThat(page.locator("#albums-problem")).isHidden();
        assertThat(fields(page)).not().hasAttribute("aria-invalid", "true");
    }

    @Test
    void showsNothingOfFieldsThatTheReaderHasReplaced() {
        Page page = open(1280, ColorScheme.LIGHT);
        page.evaluate(
                "window.verdicts = []; const verdict = document.querySelector('#albums-verdict');"
                        + " new MutationObserver(() => verdicts.push(verdict.textContent)).observe(verdict, {childList: true});");
        List<Route> held = new ArrayList<>();
        List<Route> skipped = new ArrayList<>();
        page.route("**/api/compare/albums?fields=id&*", held::add);
        page.route("**/api/compare/albums?fields=cover&*", skipped::add);
        list(page, "id");
        page.waitForCondition(() -> !held.isEmpty());
        list(page, "cover");
        list(page, "title");
        held.forEach(Route::resume);

        String listing = "Listing the albums in both ways…";
        assertThat(verdict(page)).containsText(BOTH);
        assertThat(page.evaluate("window.verdicts"))
                .isEqualTo(List.of(listing, listing, verdict(page).textContent()));
        assertThat(part(page, "projected", "beginning")).containsText("[{\"title\":");
        assertThat(page.locator("#albums-results")).hasAttribute("aria-busy", "false");
        assertThat(skipped).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 1280})
    void needsNoSidewaysScrolling(int width) {
        Page page = open(width, ColorScheme.LIGHT);

        assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .isEqualTo(0);
        assertThat(page.locator("#the-albums")
                        .evaluate("section => [...section.querySelectorAll('dl, .answer, form')]"
                                + ".filter(part => part.scrollWidth > part.clientWidth).length"))
                .isEqualTo(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isAccessible(ColorScheme colors) {
        assertThat(Accessibility.violations(open(1280, colors))).isEmpty();
        assertThat(Accessibility.violations(open(390, colors))).isEmpty();
    }

    private Page open(int width, ColorScheme colors) {
        Page page = browser.newPage(
                new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(colors));
        page.navigate(store.address("/").toString());
        assertThat(verdict(page)).containsText(BOTH);
        // What is above it is measured too, and pale until it is.
        assertThat(page.locator("#verdict")).containsText("Both gave the same rows.");
        assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        return page;
    }

    private static void list(Page page, String fields) {
        fields(page).fill(fields);
        page.getByText("List the albums").click();
    }

    private static Locator fields(Page page) {
        return page.getByLabel("Fields of an album", new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator verdict(Page page) {
        return page.locator("#albums-verdict");
    }

    private static Locator part(Page page, String way, String part) {
        return page.locator("[data-" + way + "=" + part + "]");
    }

    /** Three digits, as the page shows them. */
    private static String kilobytes(int bytes) {
        String digits = new BigDecimal(bytes)
                .movePointLeft(3)
                .round(new MathContext(3, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
        return (digits.length() > 3 && !digits.contains(".") ? String.format("%,d", Integer.parseInt(digits)) : digits)
                + " kB";
    }
}
