package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of reports, as a request and as a job. What the store answers is tested over HTTP. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class JobsPageTest {

    private static final Pattern SECONDS = Pattern.compile("[\\d.]+ s");

    private final RunningStore store;
    private final Browser browser;

    JobsPageTest(RunningStore store, Browser browser) {
        this.store = store;
        this.browser = browser;
    }

    @Test
    void makesTheReportBothWaysOnAPhone() {
        StorePage page = StorePage.open(store, browser, "/job-offload", 390, ColorScheme.LIGHT);
        make(page, "request", 100);
        assertThat(part(page, "request", "state")).hasText("Answered.");
        make(page, "job", 100);
        assertThat(part(page, "job", "state")).hasText("The report is ready.");

        assertThat(verdict(page)).containsText("Both reports are the same.");
        assertThat(page.find("#report-months caption")).containsText("Sales of 2025: $");
        assertThat(page.find("#report-months tbody tr")).hasCount(12);
        for (String way : new String[] {"request", "job"}) {
            for (String measured : new String[] {"answer", "report", "thread", "connection"}) {
                assertThat(part(page, way, measured)).hasText(SECONDS);
            }
        }
        LayoutTest.assertFits(page);
        assertThat(Accessibility.violations(page.page())).isEmpty();
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void aRequestShowsOnlyThatItWaits() {
        StorePage page = StorePage.open(store, browser, "/job-offload");
        make(page, "request", 10_000);

        assertThat(part(page, "request", "state")).hasText(Pattern.compile("No answer for [\\d.]+ s\\."));
        assertThat(part(page, "request", "load")).hasText("Busy now: 1 thread, 1 of 8 connections.");
        assertThat(page.find("#report-as-request")).hasAttribute("aria-disabled", "true");
    }

    @Test
    void aJobShowsItsProgressIsFoundAgainAndIsCancelled() {
        StorePage page = StorePage.open(store, browser, "/job-offload");
        make(page, "job", 10_000);
        Pattern running = Pattern.compile("Running: [A-Z][a-z]+, with \\d+ of 12 months done\\.");
        assertThat(part(page, "job", "state")).hasText(running);
        assertThat(page.find("#report-progress")).isVisible();
        assertThat(Accessibility.violations(page.page())).isEmpty();

        page.page().reload();
        assertThat(verdict(page)).hasText("This page found the job that you started.");
        assertThat(part(page, "job", "state")).hasText(running);
        page.press("Cancel the job");
        assertThat(part(page, "job", "state")).hasText("Cancelled. The worker is free for the next report.");
        assertThat(page.find("#report-progress")).isHidden();

        page.page().reload();
        assertThat(verdict(page)).hasText("Make the report both ways to compare them.");
    }

    @Test
    void showsWhyAReportIsRefused() {
        StorePage page = StorePage.open(store, browser, "/job-offload");
        for (String way : new String[] {"request", "job"}) {
            make(page, way, 10_001);
            assertThat(page.find("#reports-problem"))
                    .hasText("milliseconds is 10001, and must be between 0 and 10000.");
            assertThat(part(page, way, "state")).hasText("Refused.");
        }
    }

    private static void make(StorePage page, String way, int milliseconds) {
        page.labelled("Milliseconds that the report takes").fill(String.valueOf(milliseconds));
        page.find("#report-as-" + way).click();
    }

    private static Locator verdict(StorePage page) {
        return page.find("#reports-verdict");
    }

    private static Locator part(StorePage page, String way, String part) {
        return page.find("[data-" + way + "=" + part + "]");
    }
}
