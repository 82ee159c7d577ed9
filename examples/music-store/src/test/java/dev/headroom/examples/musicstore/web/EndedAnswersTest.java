package dev.headroom.examples.musicstore.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.RowWriter;
import dev.headroom.projection.jackson.JsonRows;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How an application that answers every failure with a problem ends an answer that fails after its first bytes. */
class EndedAnswersTest {

    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        application = new SpringApplicationBuilder(Application.class).run("--server.port=0");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Configuration
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import({Rows.class, Problems.class})
    static class Application {}

    @RestController
    static class Rows {

        @GetMapping("/rows")
        void rows(@RequestParam int rows, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            RowWriter out = JsonRows.array(response.getOutputStream());
            out.begin(List.of(Rows.class));
            for (int row = 0; row < rows; row++) {
                out.startRow();
                out.name("text");
                out.value("a".repeat(100));
                out.endRow();
            }
            IllegalStateException failure = new IllegalStateException("the database has gone");
            out.fail(failure);
            throw failure;
        }
    }

    @RestControllerAdvice
    static class Problems {

        @ExceptionHandler
        ProblemDetail unforeseen(Exception failure, HttpServletResponse response) throws Exception {
            if (response.isCommitted()) {
                throw failure; // the container then cuts the connection, and the client knows
            }
            return ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
        }
    }

    @Test
    void aFailureBeforeTheFirstByteIsAProblem() throws Exception {
        HttpResponse<String> answer = get(3);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).startsWith("{").endsWith("}").doesNotContain("text");
    }

    @Test
    void aFailureAfterTheFirstByteCutsTheAnswer() {
        assertThatThrownBy(() -> get(1_000)).isInstanceOf(IOException.class);
    }

    private static HttpResponse<String> get(int rows) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:"
                + application.getEnvironment().getProperty("local.server.port") + "/rows?rows=" + rows);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
