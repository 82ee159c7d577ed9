package dev.headroom.examples.musicstore.page;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The pages over HTTP. */
@RestController
final class PageController {

    private final StorePages pages;

    PageController(StorePages pages) {
        this.pages = pages;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String start() {
        return page(StorePages.START);
    }

    /** Explains the problems of the API, whose {@code type} is this address. */
    @GetMapping(path = "/problems.html", produces = MediaType.TEXT_HTML_VALUE)
    String problems() {
        return page(StorePages.PROBLEMS);
    }

    @GetMapping(path = "/{module:[a-z]+-[a-z]+}", produces = MediaType.TEXT_HTML_VALUE)
    String module(@PathVariable String module) {
        return page(module);
    }

    private String page(String name) {
        return pages.html(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
