package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.headroom.examples.musicstore.page.ListPage.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.examples.musicstore.StoreOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The lists of the page in all their orders, in a browser, against the order of the database. */
@ExtendWith({SharedStore.class, SystemBrowser.class})
class ListPageTest {

    private final RunningStore store;
    private final ListPage list;

    ListPageTest(RunningStore store, Browser browser) {
        this.store = store;
        this.list = new ListPage(store, browser.newPage());
    }

    @ParameterizedTest
    @EnumSource(StoreOrder.class)
    void walksForwardAndBackAndToTheEnds(StoreOrder order) {
        list.open("").choose(order);
        list.assertShows(order, 0);
        list.press("Next");
        list.assertShows(order, SIZE);
        list.press("Next");
        list.assertShows(order, 2 * SIZE);
        list.press("Previous");
        list.assertShows(order, SIZE);
        assertThat(list.status()).hasText("10 rows");

        list.press("Last");
        list.assertShows(order, -SIZE);
        assertThat(list.status()).hasText("10 rows, end of the list");
        list.press("Previous");
        list.assertShows(order, -2 * SIZE);
        list.press("First");
        list.assertShows(order, 0);
        assertThat(list.status()).hasText("10 rows, start of the list");
    }

    @Test
    void showsNullsWhereTheOrderHasThem() {
        int unknown = store.jdbc()
                .sql("select count(*) from track where composer is null")
                .query(Integer.class)
                .single();
        list.openAfter(StoreOrder.TRACKS_WITHOUT_COMPOSER_FIRST, unknown - 4);
        assertThat(composers()).hasText(texts(4, "unknown", "A.*"));

        int known = StoreOrder.TRACKS_BY_COMPOSER.expected(store).size() - unknown;
        list.openAfter(StoreOrder.TRACKS_BY_COMPOSER, known - 6);
        assertThat(composers()).hasText(texts(6, "Z.*", "unknown"));
    }

    private Locator composers() {
        return list.page().locator("#list td[data-column=composer]");
    }

    /** As many rows of the first text as said, and of the other up to the end of the page. */
    private static Pattern[] texts(int border, String before, String after) {
        return Stream.concat(
                        Collections.nCopies(border, before).stream(),
                        Collections.nCopies(SIZE - border, after).stream())
                .map(text -> Pattern.compile("^" + text + "$"))
                .toArray(Pattern[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "LINES_BY_INVOICE, Invoice ↓|Price ↓|Line ↑|Date|Track|Copies",
        "TRACKS_BY_PRICE, Price ↓|Name ↑|Track ↑|Composer|Album|Length"
    })
    void showsTheKeysFirstWithTheirDirections(StoreOrder order, String heads) {
        list.open("").choose(order);

        assertThat(list.page().locator("#list thead th"))
                .hasText(Arrays.stream(heads.split("\\|"))
                        .map(head -> Pattern.compile("^" + head + "(, (a|de)scending)?$"))
                        .toArray(Pattern[]::new));
        assertThat(list.page().locator("#list th .unseen").first()).hasText(", descending");
    }

    @Test
    void offersTheOrdersOfTheApi() {
        list.open("?list=tracks");
        assertThat(options()).isEqualTo(sorts("tracks"));
        list.page().getByLabel("Invoice lines").check();
        assertThat(options()).isEqualTo(sorts("invoice-lines"));
    }

    private Object options() {
        return list.order().evaluate("order => [...order.options].map(option => option.value)");
    }

    private static List<String> sorts(String list) {
        return Stream.of(StoreOrder.values())
                .filter(order -> order.list.equals(list))
                .map(order -> order.sort)
                .toList();
    }

    @Test
    void keepsFocusAndPlaceOnAShortPage() {
        int rows = StoreOrder.TRACKS_BY_NAME.expected(store).size();
        list.openAfter(StoreOrder.TRACKS_BY_NAME, rows - SIZE - 3);
        Locator next = list.button("Next");
        Object place = placeOf(next);
        next.focus();
        list.page().keyboard().press("Enter");

        assertThat(list.status()).hasText("3 rows, end of the list");
        assertThat(next).isFocused();
        assertThat(next).hasAttribute("aria-disabled", "true");
        assertThat(placeOf(next)).isEqualTo(place);
    }

    private static Object placeOf(Locator element) {
        return element.evaluate("element => Math.round(element.getBoundingClientRect().top + window.scrollY)");
    }
}
