package dev.headroom.examples.musicstore.report;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the requests that are being answered, each of which keeps a thread of the server busy. */
@Component
final class RequestsInProgress extends OncePerRequestFilter {

    private final AtomicInteger requests = new AtomicInteger();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        requests.incrementAndGet();
        try {
            chain.doFilter(request, response);
        } finally {
            requests.decrementAndGet();
        }
    }

    int count() {
        return requests.get();
    }
}
