package dev.headroom.examples.musicstore.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe finds wrong with a page as it stands. */
final class Accessibility {

    private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    private static final String RUN = "axe.run().then(result => result.violations.map(violation =>"
            + " violation.id + ': ' + violation.nodes.map(node => node.html).join(' ')))";

    private Accessibility() {}

    /** Waits for what is being measured, because numbers that will change are faint. */
    static List<?> violations(Page page) {
        assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        try (InputStream script = Accessibility.class.getClassLoader().getResourceAsStream(AXE)) {
            page.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (List<?>) page.evaluate(RUN);
    }
}
