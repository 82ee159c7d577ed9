package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The panel of reports, in a browser, against what the API answers. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class ReportPageTest {

    private static final Pattern SECONDS = Pattern.compile("[\\d.]+ s");

    private final RunningStore store;
    private final Browser browser;

    ReportPageTest(RunningStore store, Browser browser) {
        this.store = store;
        this.browser = browser;
    }

    @Test
    void makesTheReportInBothWays() {
        Page page = open(1280, ColorScheme.LIGHT);
        makeBoth(page);

        JsonNode expected = store.json("/api/reports/revenue?milliseconds=0");
        assertThat(verdict(page))
                .hasText(Pattern.compile("^The request kept a thread busy for 0?\\.\\d+ s, and held .*"));
        assertThat(verdict(page)).containsText("Both reports are the same.");
        assertThat(page.locator("#report-months caption")).containsText("Sales of 2025: $");
        assertThat(page.locator("#report-months tbody tr")).hasCount(12);
        assertThat(page.locator("#report-months tbody tr").first())
                .containsText(expected.at("/months/0/bestGenre").asString());
        assertThat(page.locator("#report-months tbody tr").last()).containsText("December");
        for (String way : new String[] {"request", "job"}) {
            for (String part : new String[] {"answer", "report", "thread", "connection"}) {
                assertThat(part(page, way, part)).hasText(SECONDS);
            }
            assertThat(part(page, way, "load")).isEmpty();
            assertThat(button(page, way)).hasAttribute("aria-disabled", "false");
        }
        assertThat(page.locator("#report-cancel")).hasAttribute("aria-disabled", "true");
    }

    @Test
    void aRequestShowsNothingButThatItWaits() {
        Page page = open(1280, ColorScheme.LIGHT);
        make(page, "request", 3_000);

        assertThat(verdict(page)).containsText("this page waits for the answer");
        assertThat(part(page, "request", "state")).hasText(Pattern.compile("No answer for [\\d.]+ s\\."));
        assertThat(part(page, "request", "load")).hasText("Busy now: 1 thread, 1 of 8 connections.");
        assertThat(button(page, "request")).hasAttribute("aria-disabled", "true");
        assertThat(part(page, "request", "state")).hasText("Answered.");
        assertThat(part(page, "request", "answer")).hasText(Pattern.compile("3\\.\\d+ s"));
    }

    @Test
    void aJobShowsItsProgressIsFoundAgainAndIsCancelled() {
        Page page = open(1280, ColorScheme.LIGHT);
        make(page, "job", 10_000);

        Pattern running = Pattern.compile("Running: [A-Z][a-z]+, with [1-9] of 12 months done\\.");
        assertThat(part(page, "job", "state")).hasText(running);
        assertThat(part(page, "job", "load")).hasText(Pattern.compile("Busy now: 0 threads, [01] of 8 connections\\."));
        assertThat(page.locator("#report-progress")).isVisible();
        assertThat(page.locator("#report-progress")).not().hasJSProperty("value", 0);

        page.reload();
        assertThat(verdict(page)).hasText("Found the job that this page has begun.");
        assertThat(part(page, "job", "state")).hasText(running);
        page.getByText("Cancel the job").click();
        assertThat(part(page, "job", "state")).hasText("Cancelled. The worker is free for the next report.");
        assertThat(verdict(page)).hasText(Pattern.compile("The job was ended after [\\d.]+ s, without a report\\."));
        assertThat(page.locator("#report-progress")).isHidden();

        page.reload();
        assertThat(verdict(page)).hasText("Press one button, and then the other.");
    }

    @Test
    void showsWhyAReportIsRefusedAndGoesOn() {
        Page page = open(1280, ColorScheme.LIGHT);
        for (String way : new String[] {"request", "job"}) {
            make(page, way, 10_001);
            assertThat(page.locator("#reports-problem"))
                    .hasText("milliseconds is 10001, and must be between 0 and 10000.");
            assertThat(page.locator("#reports-problem")).isVisible();
            assertThat(verdict(page)).isEmpty();
            assertThat(part(page, way, "state")).hasText("Not made.");
        }
        assertThat(Accessibility.violations(page)).isEmpty();
        makeBoth(page);
        assertThat(page.locator("#reports-problem")).isHidden();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 1280})
    void needsNoSidewaysScrolling(int width) {
        Page page = open(width, ColorScheme.LIGHT);
        makeBoth(page);

        assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .isEqualTo(0);
        assertThat(page.locator("#the-reports")
                        .evaluate("section => [...section.querySelectorAll('.scroll, dl, .actions')]"
                                + ".filter(part => part.scrollWidth > part.clientWidth).length"))
                .isEqualTo(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isAccessibleWhileItRunsAndAfterwards(ColorScheme colors) {
        for (int width : new int[] {1280, 390}) {
            Page page = open(width, colors);
            make(page, "job", 3_000);
            assertThat(page.locator("#report-progress")).isVisible();
            assertThat(Accessibility.violations(page)).isEmpty();
            assertThat(part(page, "job", "state")).hasText("The report is there.");
            assertThat(Accessibility.violations(page)).isEmpty();
        }
    }

    private Page open(int width, ColorScheme colors) {
        Page page = browser.newPage(
                new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(colors));
        page.navigate(store.address("/").toString());
        // What is above it is measured first, and takes threads and connections.
        assertThat(page.locator("#verdict")).containsText("Both gave the same rows.");
        assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        return page;
    }

    private static void makeBoth(Page page) {
        make(page, "request", 100);
        assertThat(part(page, "request", "state")).hasText("Answered.");
        make(page, "job", 100);
        assertThat(part(page, "job", "state")).hasText("The report is there.");
    }

    private static void make(Page page, String way, int milliseconds) {
        page.getByLabel("Milliseconds that the report takes").fill(String.valueOf(milliseconds));
        button(page, way).click();
    }

    private static Locator button(Page page, String way) {
        return page.locator("#report-as-" + way);
    }

    private static Locator verdict(Page page) {
        return page.locator("#reports-verdict");
    }

    private static Locator part(Page page, String way, String part) {
        return page.locator("[data-" + way + "=" + part + "]");
    }
}
