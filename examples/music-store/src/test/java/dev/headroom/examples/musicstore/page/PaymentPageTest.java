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

/** The panel of payments, in a browser, against what the API answers. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class PaymentPageTest {

    private static final String ADDRESS = "/api/compare/payments";

    private static final String CHARGES = "110 charges for 100 payments; versioned updates took 100.";

    private final RunningStore store;
    private final Browser browser;

    PaymentPageTest(RunningStore store, Browser browser) {
        this.store = store;
        this.browser = browser;
    }

    @Test
    void makesPaymentsInBothWays() {
        Page page = open(1280, ColorScheme.LIGHT);
        pay(page, 20);

        assertThat(verdict(page)).containsText(CHARGES);
        assertThat(verdict(page)).hasText(Pattern.compile("^Row locks took [\\d.]+ times as long, and 110 .*"));
        JsonNode expected = store.json(ADDRESS);
        assertThat(expected.path("milliseconds").asInt()).isEqualTo(20);
        assertThat(part(page, "locked", "twice")).hasText("10");
        assertThat(part(page, "versioned", "twice")).hasText("0");
        assertThat(part(page, "locked", "connections"))
                .hasText(expected.at("/rowLocks/connections/most").asString());
        for (String way : new String[] {"locked", "versioned"}) {
            assertThat(part(page, way, "paid")).hasText("100");
            assertThat(part(page, way, "received")).hasText("$99.00");
            assertThat(part(page, way, "time")).hasText(Pattern.compile("[\\d.]+ s"));
            assertThat(part(page, way, "read")).hasText(Pattern.compile("[\\d.]+ s"));
        }
        assertThat(button(page)).hasAttribute("aria-disabled", "false");
        assertThat(page.locator("#payments-progress")).isHidden();
    }

    @Test
    void followsPaymentsThatSomebodyElseHasBegun() {
        Page page = open(1280, ColorScheme.LIGHT);
        store.post(ADDRESS + "?milliseconds=200");
        page.reload();

        assertThat(verdict(page)).hasText("Making 100 payments by row locks…");
        assertThat(button(page)).hasAttribute("aria-disabled", "true");
        assertThat(page.locator("#payments-progress")).isVisible();
        assertThat(part(page, "versioned", "charges")).hasText("100");
        assertThat(part(page, "locked", "charges")).hasText("–");
        assertThat(verdict(page)).containsText(CHARGES);
    }

    @Test
    void showsWhyPaymentsAreRefusedAndGoesOn() {
        Page page = open(1280, ColorScheme.LIGHT);
        store.post(ADDRESS + "?milliseconds=100");
        pay(page, 1);

        assertThat(page.locator("#payments-problem")).containsText("Payments are being made already.");
        assertThat(verdict(page)).isEmpty();
        assertThat(Accessibility.violations(page)).isEmpty();

        page.reload();
        assertThat(verdict(page)).containsText(CHARGES);
        pay(page, 1);
        assertThat(verdict(page)).containsText(CHARGES);
        assertThat(page.locator("#payments-problem")).isHidden();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 1280})
    void needsNoSidewaysScrolling(int width) {
        Page page = open(width, ColorScheme.LIGHT);
        pay(page, 1);
        assertThat(verdict(page)).containsText(CHARGES);

        assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .isEqualTo(0);
        assertThat(page.locator("#the-payments")
                        .evaluate("section => [...section.querySelectorAll('.scroll, form')]"
                                + ".filter(part => part.scrollWidth > part.clientWidth).length"))
                .isEqualTo(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isAccessible(ColorScheme colors) {
        for (int width : new int[] {1280, 390}) {
            Page page = open(width, colors);
            pay(page, 1);
            assertThat(verdict(page)).containsText(CHARGES);
            assertThat(Accessibility.violations(page)).isEmpty();
        }
    }

    private Page open(int width, ColorScheme colors) {
        Page page = browser.newPage(
                new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(colors));
        page.navigate(store.address("/").toString());
        // What is above it is measured first, and one at a time.
        assertThat(page.locator("#verdict")).containsText("Both gave the same rows.");
        assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        return page;
    }

    private static void pay(Page page, int milliseconds) {
        page.getByLabel("Milliseconds that the provider takes").fill(String.valueOf(milliseconds));
        button(page).click();
        assertThat(page.locator("#payments-results[aria-busy=true]")).hasCount(0);
    }

    private static Locator button(Page page) {
        return page.locator("#pay");
    }

    private static Locator verdict(Page page) {
        return page.locator("#payments-verdict");
    }

    private static Locator part(Page page, String way, String part) {
        return page.locator("[data-" + way + "=" + part + "]");
    }
}
