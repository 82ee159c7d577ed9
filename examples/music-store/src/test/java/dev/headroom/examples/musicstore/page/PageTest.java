package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison of the page, in a browser. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class PageTest {

    private final RunningStore store;
    private final Browser browser;
    private final List<String> errors = new ArrayList<>();

    PageTest(RunningStore store, Browser browser) {
        this.store = store;
        this.browser = browser;
    }

    @AfterEach
    void showedNoErrors() {
        assertThat(errors).isEmpty();
    }

    @Test
    void measuresADepth() {
        Page page = open(1280, ColorScheme.LIGHT);
        page.getByLabel("Rows before the page").fill("15000");
        page.getByRole(AriaRole.BUTTON, exactly("Measure")).click();

        assertThat(page.locator("#verdict")).containsText("With 15,000 rows before the page, OFFSET looked at");
        assertThat(page.locator("#verdict")).containsText("Both gave the same rows.");
        assertThat(page.locator("[data-offset=rowsRead]")).hasText("15,021");
        assertThat(page.locator("[data-keyset=rowsRead]")).hasText("21");
        assertThat(page.locator("[data-keyset=buffersRead]")).hasText(Pattern.compile("\\d+"));
        assertThat(page.locator("[data-keyset=milliseconds]")).hasText(Pattern.compile("[\\d.]+ ms"));
        assertThat(page.locator("[data-keyset=sql]")).containsText("(il1_0.unit_price, il1_0.invoice_line_id)<(?, ?)");
    }

    @Test
    void measuresAllDepthsIntoTheChartAndItsTable() {
        Page page = open(1280, ColorScheme.LIGHT);
        page.getByRole(AriaRole.BUTTON, exactly("Measure all depths")).click();

        assertThat(page.locator("#verdict")).containsText("With 19,980 rows before the page, OFFSET");
        page.getByText("The same as a table").click();
        for (String depth : List.of("1", "10", "100", "1,000", "10,000", "19,980")) {
            assertThat(page.locator("#measurements tr td:first-child")
                            .getByText(depth, new Locator.GetByTextOptions().setExact(true)))
                    .isVisible();
        }
        page.getByLabel("Rows", new Page.GetByLabelOptions().setExact(true)).check();
        assertThat(page.locator("#chart"))
                .hasAttribute("aria-label", Pattern.compile("Rows read over depth.*OFFSET 20,000, keyset 20\\."));
        assertThat(page.evaluate("window.Chart.getChart('chart').data.datasets.map(line => line.data.length > 5)"))
                .isEqualTo(List.of(true, true));
    }

    @Test
    void worksWithTheKeyboardAlone() {
        Page page = open(1280, ColorScheme.LIGHT);
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.getByLabel("List and order")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.getByLabel("How far down the list")).isFocused();
        page.keyboard().press("Home");
        assertThat(page.getByLabel("Rows before the page")).hasValue("0");
        page.keyboard().press("ArrowRight");
        assertThat(page.getByLabel("Rows before the page")).hasValue("1");
        page.keyboard().press("Tab");
        page.keyboard().press("ControlOrMeta+A");
        page.keyboard().type("77");
        page.keyboard().press("Enter");
        assertThat(page.locator("#verdict")).containsText("With 77 rows before the page");
    }

    @Test
    void measuresAnOrderWithNulls() {
        Page page = open(1280, ColorScheme.LIGHT);
        page.getByLabel("List and order").selectOption("tracks composer-missing");

        assertThat(page.locator("#verdict")).containsText("With 3,483 rows before the page, OFFSET looked at");
        assertThat(page.locator("#verdict")).containsText("Both gave the same rows.");
        assertThat(page.locator("[data-keyset=rowsRead]")).hasText("20");
        assertThat(page.locator("#chart"))
                .hasAttribute("aria-label", Pattern.compile(".*At depth 3,483: OFFSET [\\d,]+, keyset \\d+\\."));
        assertThat(page.locator("#measurements tr")).hasCount(5);
    }

    @Test
    void showsAllStatementsOfAMixedOrder() {
        Page page = open(1280, ColorScheme.LIGHT);
        page.getByLabel("List and order").selectOption("invoice-lines invoice");

        assertThat(page.locator("[data-keyset=sql]"))
                .containsText(
                        Pattern.compile("invoice_id=.*\\(il1_0.invoice_id, il1_0.unit_price\\)<", Pattern.DOTALL));
        assertThat(page.locator("#verdict")).containsText("Both gave the same rows.");
    }

    @Test
    void showsWhyADepthIsRefused() {
        Page page = open(1280, ColorScheme.LIGHT);
        page.evaluate("document.querySelector('#depth').removeAttribute('max')");
        page.getByLabel("Rows before the page").fill("999999");
        page.getByRole(AriaRole.BUTTON, exactly("Measure")).click();

        assertThat(page.getByRole(AriaRole.ALERT)).hasText("depth is 999999, and must be between 0 and 19980.");
        errors.removeIf(error -> error.contains("400"));
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 1280})
    void needsNoSidewaysScrolling(int width) {
        Page page = open(width, ColorScheme.LIGHT);
        assertThat(page.locator("[data-keyset=sql]")).containsText("select");
        page.getByText("The same as a table").click();

        assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .isEqualTo(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isAccessible(ColorScheme colors) {
        Page page = open(1280, colors);
        assertThat(page.locator("[data-keyset=sql]")).containsText("select");
        page.getByText("The same as a table").click();

        assertThat(Accessibility.violations(page)).isEmpty();
    }

    private Page open(int width, ColorScheme colors) {
        Page page = browser.newPage(
                new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(colors));
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.navigate(store.address("/").toString());
        assertThat(page.locator("#total")).hasText("20,000");
        assertThat(page.locator("#verdict")).containsText("Both gave the same rows.");
        return page;
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
