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

/** The page of payments. What they take is tested over HTTP. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class RetryPageTest {

    private static final Pattern VERDICT = Pattern.compile("^Row locks took [\\d.]+ times as long\\."
            + " They charged 110 times for 100 payments, versioned updates 100 times\\.$");

    private final RunningStore store;
    private final Browser browser;

    RetryPageTest(RunningStore store, Browser browser) {
        this.store = store;
        this.browser = browser;
    }

    @Test
    void makesPaymentsBothWaysOnAPhone() {
        StorePage page = StorePage.open(store, browser, "/optimistic-retry", 390, ColorScheme.LIGHT);
        page.labelled("Milliseconds that the provider takes").fill("5");
        button(page).click();

        assertThat(verdict(page)).hasText(VERDICT);
        assertThat(page.find("[data-locked=twice]")).hasText("10");
        assertThat(page.find("[data-versioned=twice]")).hasText("0");
        assertThat(page.find("[data-versioned=received]")).hasText("$99.00");
        assertThat(page.find("[data-versioned=time]")).hasText(Pattern.compile("[\\d.]+ s"));
        assertThat(button(page)).hasAttribute("aria-disabled", "false");
        assertThat(page.find("#payments-progress")).isHidden();
        LayoutTest.assertFits(page);
        assertThat(Accessibility.violations(page.page())).isEmpty();
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void followsPaymentsThatAnotherReaderStartedAndRefusesMore() {
        StorePage page = StorePage.open(store, browser, "/optimistic-retry");
        assertThat(button(page)).hasAttribute("aria-disabled", "false");
        store.post("/api/compare/payments?milliseconds=100");
        button(page).click();
        assertThat(page.find("#payments-problem")).containsText("Payments are being made already.");

        page.page().reload();
        assertThat(button(page)).hasAttribute("aria-disabled", "true");
        assertThat(page.find("#payments-progress")).isVisible();
        assertThat(verdict(page)).hasText(VERDICT);
        assertThat(page.find("#payments-problem")).isHidden();
    }

    private static Locator button(StorePage page) {
        return page.find("#pay");
    }

    private static Locator verdict(StorePage page) {
        return page.find("#payments-verdict");
    }
}
