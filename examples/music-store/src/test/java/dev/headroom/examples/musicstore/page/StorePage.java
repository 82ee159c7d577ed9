package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.headroom.examples.musicstore.RunningStore;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of the store in the browser, as a reader finds its parts.
 *
 * @param errors that its scripts have reported
 */
record StorePage(Page page, RunningStore store, List<String> errors) {

    /** On a desktop. */
    static StorePage open(RunningStore store, Browser browser, String path) {
        return open(store, browser, path, 1280, ColorScheme.LIGHT);
    }

    static StorePage open(RunningStore store, Browser browser, String path, int width, ColorScheme colors) {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(colors)
                        .setIsMobile(width < 500))
                .newPage();
        List<String> errors = new ArrayList<>();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        return new StorePage(page, store, errors).go(path);
    }

    StorePage go(String path) {
        page.navigate(store.address(path).toString());
        return this;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    Locator labelled(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void press(String name) {
        button(name).click();
    }

    /** Until nothing is measured any more. */
    void settle() {
        assertThat(find("[aria-busy=true]")).hasCount(0);
    }

    /** Holds the requests for an address back, until the test resumes them. */
    List<Route> hold(String address) {
        List<Route> held = new ArrayList<>();
        page.route(address, held::add);
        return held;
    }

    void awaitHeld(List<Route> held) {
        page.waitForCondition(() -> !held.isEmpty());
    }
}
