package dev.headroom.projection.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request against the allow-list of a view. */
class FieldMaskViewTest {

    private static final FieldMask ALBUM =
            FieldMask.of("id", "title", "artist(id,name,label(id,city))", "tracks(id,length)");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                  | ''",
                "title               | title",
                "*                   | id,title",
                "*,title             | id,title",
                "*,artist            | artist(id,label(city,id),name),id,title",
                "artist              | artist(id,label(city,id),name)",
                "artist.*            | artist(id,name)",
                "artist(*,label.*)   | artist(id,label(city,id),name)",
                "artist.label        | artist.label(city,id)",
                "artist.label.city   | artist.label.city",
                "artist.name,tracks  | artist.name,tracks(id,length)",
                "**                  | artist(id,label(city,id),name),id,title,tracks(id,length)",
                "title,title.none    | title"
            })
    void becomesTheFieldsOfTheView(String asked, String resolved) {
        assertThat(FieldMask.parse(asked).within(ALBUM)).hasToString(resolved);
    }

    @Test
    void leavesOutAPartThatHasNoPlainFields() {
        FieldMask view = FieldMask.of("id", "artist.label.city");

        assertThat(FieldMask.parse("id,artist.*").within(view)).hasToString("id");
        assertThat(FieldMask.parse("artist.*").within(view)).hasToString("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "titel                  | titel              | 0  | title",
                "'id, Title'            | Title              | 4  | title",
                "TITLE                  | TITLE              | 0  | title",
                "artist(id,nmae)        | artist.nmae        | 10 | artist.name",
                "artist.label.cty       | artist.label.cty   | 13 | artist.label.city",
                "artist(label(citty))   | artist.label.citty | 13 | artist.label.city",
                "ids                    | ids                | 0  | id",
                "artist . nam           | artist.nam         | 9  | artist.name",
                "track(length)          | track              | 0  | tracks",
                "title.x                | title.x            | 6  | title",
                "title(*)               | title.*            | 6  | title",
                "'title(y, x)'          | title.y            | 6  | title",
                "id,artist.id.x         | artist.id.x        | 13 | artist.id"
            })
    void suggestsAField(String asked, String field, int offset, String suggestion) {
        FieldMaskException refused = refusal(asked, ALBUM);

        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.offset()).isEqualTo(offset);
        assertThat(refused.suggestion()).contains(suggestion);
        assertThat(refused).hasMessageContaining("\"" + field + "\" at offset " + offset);
        assertThat(refused).hasMessageContaining("\"" + suggestion + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "artist.password", "xy", "z"})
    void suggestsNothingThatIsFarAway(String asked) {
        assertThat(refusal(asked, ALBUM).suggestion()).isEmpty();
    }

    @Test
    void saysWhatIsThere() {
        assertThat(refusal("id,password", ALBUM))
                .hasMessage("Field \"password\" at offset 3 is not there. There are artist, id, title, tracks.");
        assertThat(refusal("artist(name,nmae)", ALBUM))
                .hasMessage("Field \"artist.nmae\" at offset 12 is not there. Did you mean \"artist.name\"?");
        assertThat(refusal("title(x)", ALBUM))
                .hasMessage("Field \"title.x\" at offset 6 is not there: \"title\" has no fields beneath it."
                        + " Ask for it alone.");
        assertThat(refusal("none", FieldMask.of("aa", "bb", "cc", "dd", "ee", "ff", "gg")))
                .hasMessageEndingWith("There are aa, bb, cc, dd, ee and 2 more.");
        assertThat(refusal("none", FieldMask.of())).hasMessageEndingWith("There are none.");
    }

    /** Squiggly drops unknown fields silently; the REST framework's extensions refuse them, as here. */
    @Test
    void refusesAnUnknownFieldBesideKnownOnes() {
        assertThat(refusal("id,title,secret", ALBUM).field()).isEqualTo("secret");
        assertThat(refusal("*,secret", ALBUM).field()).isEqualTo("secret");
        assertThat(refusal("artist(*,secret)", ALBUM).field()).isEqualTo("artist.secret");
        assertThat(refusal("secret.*", ALBUM).field()).isEqualTo("secret");
        assertThat(refusal("secret.**", ALBUM).field()).isEqualTo("secret");
    }

    /** A second view refuses what the first one added, where the request asked for it. */
    @Test
    void keepsTheRequestsOffsetsThroughSeveralViews() {
        FieldMask first = FieldMask.parse("id, artist").within(ALBUM);

        FieldMaskException refused = refusal(first, FieldMask.of("id", "artist(id,name)"));

        assertThat(refused.field()).isEqualTo("artist.label");
        assertThat(refused.offset()).isEqualTo(4);
    }

    @Test
    void isResolvedOnce() {
        FieldMask resolved = FieldMask.parse("*,artist").within(ALBUM);

        assertThat(resolved.within(ALBUM)).isEqualTo(resolved);
        assertThat(ALBUM.within(ALBUM)).isEqualTo(ALBUM);
        assertThat(FieldMask.parse("artist").within(ALBUM).within(resolved))
                .isEqualTo(FieldMask.parse("artist(id,label(id,city),name)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", "id,artist.*", "id,artist(name,label.*)"})
    void refusesAViewThatDoesNotNameItsFields(String view) {
        assertThatThrownBy(() -> FieldMask.of("id").within(FieldMask.of(view)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name each of its fields");
    }

    private static FieldMaskException refusal(String asked, FieldMask view) {
        return refusal(FieldMask.parse(asked), view);
    }

    private static FieldMaskException refusal(FieldMask asked, FieldMask view) {
        return catchThrowableOfType(FieldMaskException.class, () -> asked.within(view));
    }
}
