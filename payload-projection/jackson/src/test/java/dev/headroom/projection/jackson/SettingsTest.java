package dev.headroom.projection.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.headroom.projection.RowWriter;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** That what Jackson would read from a record is refused, where it is not read. */
class SettingsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    record Plain(long id, String name) {}

    record Hiding(long id, @JsonIgnore String secret) {}

    record Renaming(@JsonProperty("key") long id) {}

    record ByAccessor(long id) {
        @Override
        @JsonIgnore
        public long id() {
            return id;
        }
    }

    interface Base {
        @JsonIgnore
        String secret();
    }

    interface Inheriting extends Base {
        long id();
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Named(long id) {}

    @JsonPropertyOrder("id")
    interface MixIn {}

    @ParameterizedTest
    @ValueSource(classes = {Hiding.class, Renaming.class, ByAccessor.class, Named.class, Inheriting.class})
    void annotationsAreRefused(Class<?> view) {
        RowWriter writer = JsonRows.array(out);
        assertThatThrownBy(() -> writer.begin(List.of(Plain.class, view)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(view.getSimpleName() + " has @")
                .hasMessageContaining("take the annotation away");
    }

    @Test
    void theMessageNamesTheAnnotationAndItsPlace() {
        assertThatThrownBy(() -> JsonRows.array(out).begin(List.of(Hiding.class)))
                .hasMessageContaining("@com.fasterxml.jackson.annotation.JsonIgnore(")
                .hasMessageContaining("secret");
    }

    @Test
    void mixInsAreRefused() {
        JsonMapper mapper =
                JsonMapper.builder().addMixIn(Plain.class, MixIn.class).build();
        assertThatThrownBy(() -> JsonRows.array(out, mapper).begin(List.of(Plain.class)))
                .hasMessageContaining("JsonPropertyOrder");
    }

    @Test
    void namingStrategiesAreRefused() {
        JsonMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        assertThatThrownBy(() -> JsonRows.ndjson(out, mapper).begin(List.of(Plain.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SnakeCaseStrategy");
    }

    @Test
    void nothingIsWrittenThen() {
        RowWriter writer = JsonRows.array(out);
        assertThatThrownBy(() -> writer.begin(List.of(Hiding.class))).isInstanceOf(IllegalArgumentException.class);
        writer.fail(new IllegalArgumentException());
        assertThat(out.size()).isZero();
    }

    @Test
    void plainViewsAreTaken() {
        RowWriter writer = JsonRows.array(out);
        writer.begin(List.of(Plain.class));
        writer.complete();
        assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8)).isEqualTo("[]");
    }

    @Test
    void aWriterIsForOneAnswer() {
        RowWriter writer = JsonRows.array(out);
        writer.begin(List.of());
        writer.complete();
        assertThatThrownBy(() -> writer.begin(List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("make another one");
    }
}
