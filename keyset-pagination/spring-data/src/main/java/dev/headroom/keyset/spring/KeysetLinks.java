package dev.headroom.keyset.spring;

import dev.headroom.keyset.KeysetPage;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The {@code Link} header (RFC 8288) of a page: where its neighbours and the ends of the list are.
 *
 * <pre>{@code
 * return ResponseEntity.ok().headers(KeysetLinks.headers(page)).body(page.content());
 * }</pre>
 *
 * <p>A link is the address of this page with another {@code after} or {@code before}, as {@link
 * KeysetRequestArgumentResolver} reads them; all other query parameters stay. {@code rel="next"} and {@code rel="last"}
 * are there if rows follow, {@code rel="prev"} and {@code rel="first"} if rows precede.
 */
public final class KeysetLinks {

    private KeysetLinks() {}

    /**
     * Links relative to the request that is being answered.
     *
     * <p>Scheme and host are those that the request names. Behind a proxy this takes Spring's {@code
     * ForwardedHeaderFilter}.
     *
     * @param page read {@linkplain dev.headroom.keyset.KeysetRequest#withBothSides() with both sides}
     * @return the one header, or no header if the page is the whole list
     * @throws IllegalStateException if this thread answers no servlet request, or if the page started at a cursor and was
     *     read without both sides
     */
    public static HttpHeaders headers(KeysetPage<?> page) {
        if (!(RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            throw new IllegalStateException("This thread answers no servlet request: give the address of the page.");
        }
        HttpServletRequest request = attributes.getRequest();
        String query = request.getQueryString();
        return headers(page, PageAddress.of(request.getRequestURL() + (query == null ? "" : "?" + query)));
    }

    /**
     * Links relative to an address.
     *
     * @param page read {@linkplain dev.headroom.keyset.KeysetRequest#withBothSides() with both sides}
     * @param address of this page, absolute or relative, with its query parameters
     * @return the one header, or no header if the page is the whole list
     * @throws IllegalStateException if the page started at a cursor and was read without both sides
     */
    public static HttpHeaders headers(KeysetPage<?> page, URI address) {
        return headers(page, PageAddress.of(address.toString()));
    }

    private static HttpHeaders headers(KeysetPage<?> page, PageAddress address) {
        List<String> links = new ArrayList<>();
        page.nextCursor().ifPresent(cursor -> links.add(link(address.after(cursor), "next")));
        page.previousCursor().ifPresent(cursor -> links.add(link(address.before(cursor), "prev")));
        if (page.hasPrevious()) {
            links.add(link(address.first(), "first"));
        }
        if (page.hasNext()) {
            links.add(link(address.last(), "last"));
        }
        HttpHeaders headers = new HttpHeaders();
        if (!links.isEmpty()) {
            headers.set(HttpHeaders.LINK, String.join(", ", links));
        }
        return headers;
    }

    private static String link(String target, String relation) {
        return "<" + target + ">; rel=\"" + relation + "\"";
    }
}
