package dev.headroom.examples.musicstore;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application as its users start it, on a free port. */
public final class RunningStore implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningStore(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static RunningStore start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=0");
        return new RunningStore(new SpringApplicationBuilder(MusicStore.class).run(all.toArray(String[]::new)));
    }

    public URI address(String path) {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(address(path)).build());
    }

    public HttpResponse<String> post(String path) {
        return send("POST", path);
    }

    /** Headers are names and values by turns. */
    public HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(path)).method(method, HttpRequest.BodyPublishers.noBody());
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonNode json(String path) {
        return JSON.readTree(get(path).body());
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(bean(DataSource.class));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** An empty database on this store's server. */
    public DataSource newDatabase(String name) {
        return new DriverManagerDataSource(newDatabaseUrl(name));
    }

    public String newDatabaseUrl(String name) {
        jdbc().sql("create database " + name).update();
        JdbcConnectionDetails details = bean(JdbcConnectionDetails.class);
        return details.getJdbcUrl().replace("/postgres?", "/" + name + "?user=" + details.getUsername() + "&");
    }

    @Override
    public void close() {
        context.close();
    }
}
