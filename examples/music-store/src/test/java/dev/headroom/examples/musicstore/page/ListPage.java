package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.StoreOrder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of the page, as a reader finds its parts. */
record ListPage(RunningStore store, Page page) {

    static final int SIZE = 10;
    private static final Pattern NEXT = Pattern.compile("after=([^>&]*)>; rel=\"next\"");

    ListPage open(String query) {
        page.navigate(store.address("/" + query).toString());
        // What is above the list has found its height, and does not scroll it away any more.
        assertThat(page.locator("#verdict")).containsText("Both gave the same rows.");
        assertThat(page.locator("#results")).hasAttribute("aria-busy", "false");
        return this;
    }

    ListPage openAfter(StoreOrder order, int rows) {
        open("?list=" + order.list + "&sort=" + order.sort + "&after=" + cursorAfter(order, rows));
        List<Integer> ids = order.expected(store);
        assertShows(ids.subList(rows, Math.min(rows + SIZE, ids.size())));
        return this;
    }

    /** The cursor of the row at this place of the list, counted from 1. */
    private String cursorAfter(StoreOrder order, int rows) {
        String cursor = "";
        for (int left = rows; left > 0; left -= Math.min(200, left)) {
            String path = order.path() + "&size=" + Math.min(200, left) + "&after=" + cursor;
            Matcher next =
                    NEXT.matcher(store.get(path).headers().firstValue("Link").orElseThrow());
            assertThat(next.find()).isTrue();
            cursor = next.group(1);
        }
        return cursor;
    }

    void choose(StoreOrder order) {
        page.locator("input[name=list][value=" + order.list + "]").check();
        order().selectOption(order.sort);
    }

    Locator order() {
        return page.getByLabel("Order", new Page.GetByLabelOptions().setExact(true));
    }

    void press(String name) {
        button(name).click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator status() {
        return page.locator("#list-status");
    }

    Locator problem() {
        return page.locator("#list-problem");
    }

    /** Waits until the first or the last rows of the order, or those from this place on, are shown. */
    void assertShows(StoreOrder order, int start) {
        List<Integer> ids = order.expected(store);
        int from = start < 0 ? ids.size() + start : start;
        assertShows(ids.subList(from, from + SIZE));
    }

    private void assertShows(List<Integer> ids) {
        assertThat(page.locator("#list td[data-column=id]"))
                .hasText(ids.stream().map(id -> String.format("%,d", id)).toArray(String[]::new));
        assertThat(page.locator("#list")).hasAttribute("aria-busy", "false");
    }
}
