package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.headroom.examples.musicstore.page.ListPage.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.examples.musicstore.StoreOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The address of the document names the page of the list, in the history, on another tab, and when it is wrong. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class ListAddressTest {

    private final Page page;
    private final ListPage list;

    ListAddressTest(RunningStore store, Browser browser) {
        this.page = browser.newContext().newPage();
        this.list = new ListPage(store, page);
    }

    @Test
    void theAddressIsThatOfThePage() {
        list.open("").choose(StoreOrder.TRACKS_BY_ALBUM);
        list.assertShows(StoreOrder.TRACKS_BY_ALBUM, 0);
        list.press("Next");
        list.assertShows(StoreOrder.TRACKS_BY_ALBUM, SIZE);

        ListPage copy = new ListPage(list.store(), page.context().newPage());
        copy.page().navigate(page.url());
        copy.assertShows(StoreOrder.TRACKS_BY_ALBUM, SIZE);
        assertThat(copy.order()).hasValue("album");
        assertThat(copy.page().getByLabel("Tracks", new Page.GetByLabelOptions().setExact(true)))
                .isChecked();
        assertThat(copy.page().locator("#the-list")).isInViewport();
    }

    @Test
    void doesNotTurnThePageOfTheOrderBefore() {
        list.open("");
        List<Route> held = new ArrayList<>();
        page.route("**/api/tracks?sort=album*", held::add);
        list.choose(StoreOrder.TRACKS_BY_ALBUM);
        list.press("Next");
        page.waitForCondition(() -> !held.isEmpty());
        held.forEach(Route::resume);

        list.assertShows(StoreOrder.TRACKS_BY_ALBUM, 0);
    }

    @Test
    void goesBackAndForwardInTheHistory() {
        list.open("").choose(StoreOrder.LINES_BY_TRACK);
        list.choose(StoreOrder.TRACKS_BY_LENGTH);
        list.assertShows(StoreOrder.TRACKS_BY_LENGTH, 0);
        list.press("Last");
        list.assertShows(StoreOrder.TRACKS_BY_LENGTH, -SIZE);

        page.goBack();
        list.assertShows(StoreOrder.TRACKS_BY_LENGTH, 0);
        page.goBack();
        assertThat(list.order()).hasValue("name");
        page.goBack();
        list.assertShows(StoreOrder.LINES_BY_TRACK, 0);
        assertThat(list.order()).hasValue("track");
        page.goForward();
        list.assertShows(StoreOrder.TRACKS_BY_NAME, 0);
        page.goForward();
        page.goForward();
        list.assertShows(StoreOrder.TRACKS_BY_LENGTH, -SIZE);
    }

    @Test
    void refusesTheCursorOfAnotherOrderAndShowsTheWayOut() {
        list.openAfter(StoreOrder.TRACKS_BY_COMPOSER, 20);
        page.navigate(page.url().replace("sort=composer", "sort=price"));

        assertThat(list.problem())
                .containsText("The cursor belongs to another list, order or scope; start this list at its first page");
        assertThat(page.locator("#list tbody tr")).hasCount(0);
        assertThat(page.locator("#results")).hasAttribute("aria-busy", "false");
        assertThat(Accessibility.violations(page)).isEmpty();

        list.press("Show the first page");
        list.assertShows(StoreOrder.TRACKS_BY_PRICE, 0);
        assertThat(list.problem()).isHidden();
        assertThat(page.getByLabel("Rows of the page")).isFocused();
    }

    @Test
    void refusesAnOrderThatIsNotOffered() {
        list.open("?list=tracks&sort=bytes");
        assertThat(list.problem()).containsText("Cannot sort by \"bytes\": choose one of \"name\"");

        list.press("Show the first page");
        list.assertShows(StoreOrder.TRACKS_BY_NAME, 0);
        assertThat(list.order()).hasValue("name");
    }
}
