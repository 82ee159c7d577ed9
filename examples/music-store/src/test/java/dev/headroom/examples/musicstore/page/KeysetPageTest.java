package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Keyboard;
import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The comparison of pages by OFFSET and by keyset. What it measures is tested over HTTP. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class KeysetPageTest {

    private final StorePage page;

    KeysetPageTest(RunningStore store, Browser browser) {
        this.page = StorePage.open(store, browser, "/keyset-pagination");
        assertThat(page.find("#verdict")).containsText("Both return the same rows.");
    }

    @Test
    void measuresAllDepthsIntoTheChartAndItsTable() {
        page.press("Measure all depths");

        assertThat(page.find("#verdict")).containsText("With 19,980 rows before the page, OFFSET reads");
        assertThat(page.find("[data-offset=rowsRead]")).hasText("20,000");
        assertThat(page.find("[data-keyset=rowsRead]")).hasText("20");
        assertThat(page.find("[data-keyset=milliseconds]")).hasText(Pattern.compile("[\\d.]+ ms"));
        assertThat(page.find("[data-keyset=sql]")).containsText("(il1_0.unit_price, il1_0.invoice_line_id)<(?, ?)");
        page.page().getByText("The same as a table").click();
        page.labelled("Rows").check();
        assertThat(page.find("#measurements tr").last()).hasText(Pattern.compile("19,980\\s*20,000\\s*20"));
        assertThat(page.find("#chart"))
                .hasAttribute("aria-label", Pattern.compile("Rows read over depth.*OFFSET 20,000, keyset 20\\."));
        assertThat(page.page()
                        .evaluate("window.Chart.getChart('chart').data.datasets.map(line => line.data.length > 5)"))
                .isEqualTo(List.of(true, true));
    }

    @Test
    void worksWithTheKeyboardAlone() {
        Keyboard keyboard = page.page().keyboard();
        page.labelled("List and order").focus();
        keyboard.press("Tab");
        assertThat(page.labelled("How far down the list")).isFocused();
        keyboard.press("Home");
        assertThat(page.labelled("Rows before the page")).hasValue("0");
        keyboard.press("ArrowRight");
        assertThat(page.labelled("Rows before the page")).hasValue("1");
        keyboard.press("Tab");
        keyboard.press("ControlOrMeta+A");
        keyboard.type("77");
        keyboard.press("Enter");
        assertThat(page.find("#verdict")).containsText("With 77 rows before the page");
    }

    @Test
    void startsAgainForAnotherOrderAndShowsAllItsStatements() {
        page.labelled("List and order").selectOption("invoice-lines invoice");
        assertThat(page.find("[data-keyset=sql]"))
                .containsText(
                        Pattern.compile("invoice_id=.*\\(il1_0.invoice_id, il1_0.unit_price\\)<", Pattern.DOTALL));

        page.labelled("List and order").selectOption("tracks composer-missing");
        assertThat(page.find("#verdict")).containsText("With 3,483 rows before the page, OFFSET reads");
        assertThat(page.find("#measurements tr")).hasCount(5);
    }

    @Test
    void showsWhyADepthIsRefused() {
        page.page().evaluate("document.querySelector('#depth').removeAttribute('max')");
        page.labelled("Rows before the page").fill("999999");
        page.press("Measure");

        assertThat(page.find("#problem")).hasText("depth is 999999, and must be between 0 and 19980.");
    }
}
