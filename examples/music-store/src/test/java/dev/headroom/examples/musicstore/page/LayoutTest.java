package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page on a phone in the light and on a desktop in the dark. The tests of the pages look at what runs change. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class LayoutTest {

    private static final String START = "/";
    private static final String SCROLLED_SIDEWAYS = "[...document.querySelectorAll('*')]"
            + ".filter(part => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1)"
            + ".filter(part => part === document.documentElement"
            + " || ['auto', 'scroll'].includes(getComputedStyle(part).overflowX)).map(part => part.outerHTML)";

    private final RunningStore store;
    private final Browser browser;

    LayoutTest(RunningStore store, Browser browser) {
        this.store = store;
        this.browser = browser;
    }

    @ParameterizedTest
    @CsvSource({
        "/, 0",
        "/problems.html, 0",
        "/keyset-pagination, 2",
        "/fetch-plans, 1",
        "/payload-projection, 1",
        "/optimistic-retry, 0",
        "/job-offload, 0"
    })
    void fitsAndIsAccessible(String path, int measured) {
        look(path, measured, 390, ColorScheme.LIGHT);
        look(path, measured, 1280, ColorScheme.DARK);
    }

    /** Pages that measure at once are looked at when they have. */
    private void look(String path, int measured, int width, ColorScheme colors) {
        StorePage page = StorePage.open(store, browser, path, width, colors);
        assertThat(page.find("[aria-busy=false]")).hasCount(measured + (path.equals("/optimistic-retry") ? 1 : 0));
        page.find("details summary").all().forEach(summary -> summary.click());
        assertFits(page);

        assertThat(Accessibility.violations(page.page())).isEmpty();
        assertThat(page.errors()).isEmpty();
        page.page().context().close();
    }

    static void assertFits(StorePage page) {
        assertThat((List<?>) page.page().evaluate(SCROLLED_SIDEWAYS)).isEmpty();
    }

    @Test
    void leadsFromTheStartToAPageAndBackByTheKeyboard() {
        StorePage page = StorePage.open(store, browser, START);
        assertThat(page.find("#total")).hasText("20,000");
        page.page().keyboard().press("Tab");
        assertThat(page.page().getByText("Skip to the content")).isFocused();
        page.page().keyboard().press("Enter");
        page.page().keyboard().press("Tab");
        page.page().keyboard().press("Tab");
        assertThat(page.page().getByText("N+1 queries")).isFocused();
        page.page().keyboard().press("Enter");
        assertThat(page.page()).hasURL(store.address("/fetch-plans").toString());
        page.page().keyboard().press("Tab");
        page.page().keyboard().press("Tab");
        page.page().keyboard().press("Enter");
        assertThat(page.page()).hasURL(store.address(START).toString());
    }
}
