package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.examples.musicstore.StoreOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The lists of the page in all their orders, in a browser, against the order of the database. */
@ExtendWith(SharedStore.class)
class ListPageTest {

    private static final int SIZE = 10;
    private static final Pattern NEXT = Pattern.compile("after=([^>&]*)>; rel=\"next\"");

    private static SystemBrowser browser;

    private final RunningStore store;
    private BrowserContext context;

    ListPageTest(RunningStore store) {
        this.store = store;
    }

    @BeforeAll
    static void startBrowser() {
        browser = SystemBrowser.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openContext() {
        context = browser.browser().newContext();
    }

    @AfterEach
    void closeContext() {
        context.close();
    }

    @ParameterizedTest
    @EnumSource(StoreOrder.class)
    void walksForwardAndBackAndToTheEnds(StoreOrder order) {
        List<Integer> ids = order.expected(store);
        Page page = open("");
        choose(page, order);
        assertShows(page, ids.subList(0, SIZE));
        press(page, "Next");
        assertShows(page, ids.subList(SIZE, 2 * SIZE));
        press(page, "Next");
        assertShows(page, ids.subList(2 * SIZE, 3 * SIZE));
        press(page, "Previous");
        assertShows(page, ids.subList(SIZE, 2 * SIZE));
        assertThat(page.locator("#list-status")).hasText("10 rows");

        press(page, "Last");
        assertShows(page, ids.subList(ids.size() - SIZE, ids.size()));
        assertThat(page.locator("#list-status")).hasText("10 rows, end of the list");
        press(page, "Previous");
        assertShows(page, ids.subList(ids.size() - 2 * SIZE, ids.size() - SIZE));
        press(page, "First");
        assertShows(page, ids.subList(0, SIZE));
        assertThat(page.locator("#list-status")).hasText("10 rows, start of the list");
    }

    @Test
    void showsNullsWhereTheOrderHasThem() {
        int unknown = store.jdbc()
                .sql("select count(*) from track where composer is null")
                .query(Integer.class)
                .single();
        Page first = openAfter(StoreOrder.TRACKS_WITHOUT_COMPOSER_FIRST, unknown - 4);
        assertThat(composers(first)).hasText(unknownComposers(4, List.of("A.*")));

        int known = StoreOrder.TRACKS_BY_COMPOSER.expected(store).size() - unknown;
        Page last = openAfter(StoreOrder.TRACKS_BY_COMPOSER, known - 6);
        assertThat(composers(last)).hasText(unknownComposers(-6, List.of("Z.*")));
    }

    private static Locator composers(Page page) {
        return page.locator("#list td[data-column=composer]");
    }

    /** So many unknown ones and then known ones, or the other way round. */
    private static Pattern[] unknownComposers(int border, List<String> known) {
        List<String> before = Collections.nCopies(Math.abs(border), border > 0 ? "unknown" : known.get(0));
        List<String> after = Collections.nCopies(SIZE - Math.abs(border), border > 0 ? known.get(0) : "unknown");
        return Stream.concat(before.stream(), after.stream())
                .map(text -> Pattern.compile("^" + text + "$"))
                .toArray(Pattern[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "LINES_BY_INVOICE, Invoice ↓|Price ↓|Line ↑|Date|Track|Copies",
        "TRACKS_BY_PRICE, Price ↓|Name ↑|Track ↑|Composer|Album|Length"
    })
    void showsTheKeysFirstWithTheirDirections(StoreOrder order, String heads) {
        Page page = open("");
        choose(page, order);

        assertThat(page.locator("#list thead th"))
                .hasText(Arrays.stream(heads.split("\\|"))
                        .map(head -> Pattern.compile("^" + head + "(, (a|de)scending)?$"))
                        .toArray(Pattern[]::new));
        assertThat(page.locator("#list th .unseen").first()).hasText(", descending");
    }

    @Test
    void theAddressIsThatOfThePage() {
        List<Integer> ids = StoreOrder.TRACKS_BY_ALBUM.expected(store);
        Page page = open("");
        choose(page, StoreOrder.TRACKS_BY_ALBUM);
        press(page, "Next");
        assertShows(page, ids.subList(SIZE, 2 * SIZE));

        Page copy = context.newPage();
        copy.navigate(page.url());
        assertShows(copy, ids.subList(SIZE, 2 * SIZE));
        assertThat(order(copy)).hasValue("album");
        assertThat(copy.getByLabel("Tracks")).isChecked();
        assertThat(copy.locator("#the-list")).isInViewport();
    }

    @Test
    void goesBackAndForwardInTheHistory() {
        Page page = open("");
        choose(page, StoreOrder.LINES_BY_TRACK);
        choose(page, StoreOrder.TRACKS_BY_LENGTH);
        press(page, "Last");
        List<Integer> ids = StoreOrder.TRACKS_BY_LENGTH.expected(store);
        assertShows(page, ids.subList(ids.size() - SIZE, ids.size()));

        page.goBack();
        assertShows(page, ids.subList(0, SIZE));
        page.goBack();
        assertThat(order(page)).hasValue("name");
        page.goBack();
        assertShows(page, StoreOrder.LINES_BY_TRACK.expected(store).subList(0, SIZE));
        assertThat(order(page)).hasValue("track");
        page.goForward();
        assertShows(page, StoreOrder.TRACKS_BY_NAME.expected(store).subList(0, SIZE));
        page.goForward();
        page.goForward();
        assertShows(page, ids.subList(ids.size() - SIZE, ids.size()));
    }

    @Test
    void refusesTheCursorOfAnotherOrderAndShowsTheWayOut() {
        Page page = openAfter(StoreOrder.TRACKS_BY_COMPOSER, 20);
        page.navigate(page.url().replace("sort=composer", "sort=price"));

        assertThat(page.locator("#list-problem"))
                .containsText("The cursor belongs to another list, order or scope; start this list at its first page");
        assertThat(page.locator("#list tbody tr")).hasCount(0);
        assertThat(page.locator("#results")).hasAttribute("aria-busy", "false");
        assertThat(Accessibility.violations(page)).isEmpty();

        press(page, "Show the first page");
        assertShows(page, StoreOrder.TRACKS_BY_PRICE.expected(store).subList(0, SIZE));
        assertThat(page.locator("#list-problem")).isHidden();
        assertThat(page.getByLabel("Rows of the page")).isFocused();
    }

    @Test
    void refusesAnOrderThatIsNotOffered() {
        Page page = open("?list=tracks&sort=bytes");
        assertThat(page.locator("#list-problem")).containsText("Cannot sort by \"bytes\": choose one of \"name\"");

        press(page, "Show the first page");
        assertShows(page, StoreOrder.TRACKS_BY_NAME.expected(store).subList(0, SIZE));
        assertThat(order(page)).hasValue("name");
    }

    @Test
    void offersTheOrdersOfTheApi() {
        Page page = open("?list=tracks");
        assertThat(options(page)).isEqualTo(sorts("tracks"));
        page.getByLabel("Invoice lines").check();
        assertThat(options(page)).isEqualTo(sorts("invoice-lines"));
    }

    private static Object options(Page page) {
        return page.evaluate("[...document.querySelector('#order').options].map(option => option.value)");
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
        Page page = openAfter(StoreOrder.TRACKS_BY_NAME, rows - SIZE - 3);
        Object place = placeOf(button(page, "Next"));
        button(page, "Next").focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("#list-status")).hasText("3 rows, end of the list");
        assertThat(button(page, "Next")).isFocused();
        assertThat(button(page, "Next")).hasAttribute("aria-disabled", "true");
        assertThat(placeOf(button(page, "Next"))).isEqualTo(place);
    }

    private static Object placeOf(Locator element) {
        return element.evaluate("element => Math.round(element.getBoundingClientRect().top + window.scrollY)");
    }

    private Page open(String query) {
        Page page = context.newPage();
        page.navigate(store.address("/" + query).toString());
        // What is above the list has found its height, and does not scroll it away any more.
        assertThat(page.locator("#verdict")).containsText("Both gave the same rows.");
        assertThat(page.locator("#results")).hasAttribute("aria-busy", "false");
        return page;
    }

    private Page openAfter(StoreOrder order, int rows) {
        Page page = open("?list=" + order.list + "&sort=" + order.sort + "&after=" + cursorAfter(order, rows));
        assertShows(
                page,
                order.expected(store)
                        .subList(
                                rows,
                                Math.min(rows + SIZE, order.expected(store).size())));
        return page;
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

    private static void choose(Page page, StoreOrder order) {
        page.locator("input[name=list][value=" + order.list + "]").check();
        order(page).selectOption(order.sort);
    }

    private static Locator order(Page page) {
        return page.getByLabel("Order", new Page.GetByLabelOptions().setExact(true));
    }

    private static void press(Page page, String name) {
        button(page, name).click();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Waits until these rows are shown, in this order. */
    private static void assertShows(Page page, List<Integer> ids) {
        assertThat(page.locator("#list td[data-column=id]"))
                .hasText(ids.stream().map(id -> String.format("%,d", id)).toArray(String[]::new));
        assertThat(page.locator("#list")).hasAttribute("aria-busy", "false");
    }
}
