package dev.headroom.projection.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The samples in the Javadoc of field masks. */
class FieldMaskSamplesTest {

    @Test
    void resolvesARequest() {
        FieldMask view = FieldMask.of("id", "title", "artist(id,name)");
        FieldMask asked = FieldMask.parse("title,artist.name");
        FieldMask shown = asked.within(view);

        assertThat(shown).hasToString("artist.name,title");
    }

    @Test
    void readsJsonApi() {
        Map<String, String> typesByPath = Map.of("", "albums", "artist", "artists", "artist.label", "labels");
        FieldMask asked = FieldMask.jsonApi(
                Map.of("fields[albums]", "title", "fields[artists]", "name", "include", "artist"), typesByPath);

        assertThat(asked).hasToString("artist(id,name),id,title");
    }
}
