package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.examples.musicstore.StoreOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The lists in a browser: their buttons, their addresses and the history. All orders are walked over HTTP. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class ListPageTest {

    private static final int SIZE = 10;

    private final RunningStore store;
    private final StorePage page;

    ListPageTest(RunningStore store, Browser browser) {
        this.store = store;
        this.page = StorePage.open(store, browser, "/keyset-pagination?list=tracks&sort=composer#the-list");
        // What is above the list has found its height, and does not move it any more.
        assertThat(page.find("#verdict")).containsText("Both return the same rows.");
        page.settle();
    }

    @Test
    void walksForwardAndBackAndToTheEnds() {
        assertShows(StoreOrder.TRACKS_BY_COMPOSER, 0);
        page.press("Next");
        assertShows(StoreOrder.TRACKS_BY_COMPOSER, SIZE);
        assertThat(page.find("#list-status")).hasText("10 rows");
        page.press("Previous");
        assertShows(StoreOrder.TRACKS_BY_COMPOSER, 0);
        page.press("Last");
        assertShows(StoreOrder.TRACKS_BY_COMPOSER, -SIZE);
        assertThat(page.find("#list-status")).hasText("10 rows, end of the list");
        assertThat(page.find("#list td[data-column=composer]").last()).hasText("unknown");
        assertThat(page.find("#list thead th").first()).hasText("Composer ↑, ascending");
        page.press("First");
        assertShows(StoreOrder.TRACKS_BY_COMPOSER, 0);
        assertThat(page.find("#list-status")).hasText("10 rows, start of the list");
    }

    @Test
    void offersTheOrdersOfTheApi() {
        assertThat(options()).isEqualTo(sorts("tracks"));
        page.labelled("Invoice lines").check();
        assertThat(options()).isEqualTo(sorts("invoice-lines"));
    }

    private Object options() {
        return page.labelled("Order").evaluate("order => [...order.options].map(option => option.value)");
    }

    private static List<String> sorts(String list) {
        return Stream.of(StoreOrder.values())
                .filter(order -> order.list.equals(list))
                .map(order -> order.sort)
                .toList();
    }

    @Test
    void keepsFocusAndPlaceWhereTheListEnds() {
        page.press("Last");
        assertShows(StoreOrder.TRACKS_BY_COMPOSER, -SIZE);
        page.press("Previous");
        assertShows(StoreOrder.TRACKS_BY_COMPOSER, -2 * SIZE);
        Locator next = page.button("Next");
        Object place = placeOf(next);
        next.focus();
        page.page().keyboard().press("Enter");

        assertThat(next).hasAttribute("aria-disabled", "true");
        assertThat(next).isFocused();
        assertThat(placeOf(next)).isEqualTo(place);
    }

    private static Object placeOf(Locator element) {
        return element.evaluate("element => Math.round(element.getBoundingClientRect().top + window.scrollY)");
    }

    @Test
    void theAddressNamesThePageInTheHistoryAndOnAnotherTab() {
        page.labelled("Order").selectOption("album");
        assertShows(StoreOrder.TRACKS_BY_ALBUM, 0);
        page.press("Next");
        assertShows(StoreOrder.TRACKS_BY_ALBUM, SIZE);
        String address = page.page().url();
        page.page().goBack();
        assertShows(StoreOrder.TRACKS_BY_ALBUM, 0);
        page.page().goBack();
        assertShows(StoreOrder.TRACKS_BY_COMPOSER, 0);
        assertThat(page.labelled("Order")).hasValue("composer");

        page.page().navigate("about:blank");
        page.page().navigate(address);
        assertShows(StoreOrder.TRACKS_BY_ALBUM, SIZE);
        assertThat(page.labelled("Order")).hasValue("album");
        assertThat(page.labelled("Tracks")).isChecked();
    }

    @Test
    void doesNotTurnThePageOfTheOrderBefore() {
        List<Route> held = page.hold("**/api/tracks?sort=album*");
        page.labelled("Order").selectOption("album");
        page.press("Next");
        page.awaitHeld(held);
        held.forEach(Route::resume);

        assertShows(StoreOrder.TRACKS_BY_ALBUM, 0);
    }

    @Test
    void refusesTheCursorOfAnotherOrderAndShowsTheWayOut() {
        page.press("Next");
        assertShows(StoreOrder.TRACKS_BY_COMPOSER, SIZE);
        page.page().navigate(page.page().url().replace("sort=composer", "sort=price"));

        assertThat(page.find("#list-problem")).containsText("The cursor belongs to another list, order or scope");
        assertThat(page.find("#list tbody tr")).hasCount(0);
        assertThat(Accessibility.violations(page.page())).isEmpty();
        page.press("Show the first page");
        assertShows(StoreOrder.TRACKS_BY_PRICE, 0);
        assertThat(page.find("#list-problem")).isHidden();
        assertThat(page.labelled("Rows of the page")).isFocused();
    }

    /** The rows from a place on, which is counted from the end if it is negative. */
    private void assertShows(StoreOrder order, int start) {
        List<Integer> ids = order.expected(store);
        int from = start < 0 ? ids.size() + start : start;
        assertThat(page.find("#list td[data-column=id]"))
                .hasText(ids.subList(from, from + SIZE).stream()
                        .map(id -> String.format("%,d", id))
                        .toArray(String[]::new));
        assertThat(page.find("#list")).hasAttribute("aria-busy", "false");
    }
}
