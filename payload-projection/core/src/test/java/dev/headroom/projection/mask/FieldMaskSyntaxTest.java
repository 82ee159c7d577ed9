package dev.headroom.projection.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that are no masks, by mistake or by intent. */
class FieldMaskSyntaxTest {

    private static final int MILLION = 1_000_000;

    /** No limit but that of the depth, so that only the reading itself can fail. */
    private static final FieldMaskLimits RAISED =
            new FieldMaskLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, FieldMaskLimits.MOST_DEPTH);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",id              |         | 0",
                "id,              |         | 3",
                "id,,name         |         | 3",
                "id name          | id      | 3",
                "(id,name)        |         | 0",
                ":(id,name)       |         | 0",
                "author()         | author  | 7",
                "author(          | author  | 7",
                "author(name      | author  | 11",
                "author(name,     | author  | 12",
                "author(a(b),c    | author  | 13",
                "id)              |         | 2",
                "author(name))    |         | 12",
                "author(name)id   | author.name | 12",
                "author(name).id  | author.name | 12",
                "author(name)(id) | author.name | 12",
                ".id              |         | 0",
                "id.              | id      | 3",
                "author..name     | author  | 7",
                "author.(name)    | author  | 7",
                "*.id             |         | 1",
                "*(id)            |         | 1",
                "**.id            |         | 2",
                "author.*.id      | author  | 8",
                "***              |         | 2",
                "1st              |         | 0",
                "-id              |         | 0",
                "id,-name         |         | 3",
                "a[b]             | a       | 1",
                "a{b}             | a       | 1",
                "a/b              | a       | 1",
                "a*               | a       | 1",
                "~a.*~            |         | 0",
                "id; drop table album       | id | 2",
                "id' or '1'='1              | id | 2",
                "id\"                       | id | 2",
                "title as t                 | title | 6",
                "count(*) from Album        | count.* | 9",
                "${jndi:ldap://x}           |    | 0",
                "#{1+1}                     |    | 0",
                "<script>                   |    | 0",
                "id%00                      | id | 2",
                "id\\u0000                  | id | 2"
            })
    void pointsAtTheMistake(String text, String field, int offset) {
        FieldMaskException refused = refusal(text);

        assertThat(refused.offset()).isEqualTo(offset);
        assertThat(refused.field()).isEqualTo(field == null ? "" : field);
        assertThat(refused.suggestion()).isEmpty();
        assertThat(refused).hasMessageContaining("at offset " + offset);
    }

    /** Letters that look like others, marks that do not show, and signs that turn a terminal's text around. */
    @ParameterizedTest
    @CsvSource({
        "n\u0430me,1,U+0430",
        "id\u200B,2,U+200B",
        "\uFEFFid,0,U+FEFF",
        "id\u202Eeman,2,U+202E",
        "e\u0301tat,1,U+0301",
        "\u00E9tat,0,U+00E9",
        "id\u00A0,2,U+00A0",
        "id\u2028,2,U+2028",
        "id\uFF0Cname,2,U+FF0C",
        "'id\u0007',2,U+0007",
        "id\u001B[31m,2,U+001B",
        "'id\u0000',2,U+0000",
        "\uD83D\uDE00,0,U+1F600",
        "id\uD83D,2,U+D83D",
        "id\u007F,2,U+007F"
    })
    void refusesWhatIsNotAscii(String text, int offset, String character) {
        FieldMaskException refused = refusal(text);

        assertThat(refused.offset()).isEqualTo(offset);
        assertThat(refused).hasMessageContaining(character + " at offset " + offset);
        assertThat(refused.getMessage()).matches("[ -~]+");
    }

    @Test
    void saysTheRuleAndTheNextStep() {
        assertThat(refusal("id;"))
                .hasMessage("The field mask cannot have \";\" at offset 2: \",\" stands between fields; names are ASCII"
                        + " letters, digits, \"_\" and \"-\", and begin with a letter or \"_\".");
        assertThat(refusal("id,"))
                .hasMessage("The field mask ends too early, at offset 3: a field is missing here; names are ASCII"
                        + " letters, digits, \"_\" and \"-\", and begin with a letter or \"_\".");
        assertThat(refusal("author(name"))
                .hasMessage("The field mask ends too early, at offset 11: the fields of \"author\" are not closed; add"
                        + " \")\".");
        assertThat(refusal("id)"))
                .hasMessage("The field mask cannot have \")\" at offset 2: it closes nothing; remove it.");
        assertThat(refusal("*.id"))
                .hasMessage(
                        "The field mask cannot have \".\" at offset 1: a wildcard has no fields beneath it; name the"
                                + " field instead.");
        assertThat(refusal("a.b.c.d.e"))
                .hasMessage(
                        "Field \"e\" at offset 8 is at depth 5, and 4 is the limit: ask for \"a.b.c.d\" as a whole.");
    }

    @Test
    void acceptsExactlyWhatTheLimitsAllow() {
        FieldMaskLimits limits = new FieldMaskLimits(12, 3, 2);

        assertThat(FieldMask.parse("aaaa,bb,cccc", limits)).hasToString("aaaa,bb,cccc");
        assertThat(FieldMask.parse("a(b,c),d", limits)).hasToString("a(b,c),d");
        assertThat(refusal("aaaa,bb,ccccc", limits).offset()).isEqualTo(12);
        assertThat(refusal("a,a,a,a", limits).offset()).isEqualTo(6);
        assertThat(refusal("a(b,c),d.*,e", limits).offset()).isEqualTo(11);
        assertThat(refusal("a(b,c,d,*)", limits).offset()).isEqualTo(8);
        assertThat(refusal("a(b.c)", limits).offset()).isEqualTo(4);
        assertThat(refusal("a.b.*", limits).offset()).isEqualTo(4);
    }

    static Stream<Arguments> hugeTexts() {
        return Stream.of(
                Arguments.of("a".repeat(MILLION), 2_048),
                Arguments.of("a,".repeat(MILLION), 2_048),
                Arguments.of("(".repeat(MILLION), 2_048),
                Arguments.of("\u0000".repeat(MILLION), 2_048));
    }

    @ParameterizedTest
    @MethodSource("hugeTexts")
    void refusesAMegabyteBeforeReadingIt(String text, int offset) {
        FieldMaskException refused = refusal(text);

        assertThat(refused.offset()).isEqualTo(offset);
        assertThat(refused)
                .hasMessage("The field mask is longer than 2048 characters, so it has to end at offset 2048:"
                        + " ask for fewer fields.");
    }

    static Stream<Arguments> deepTexts() {
        return Stream.of(
                Arguments.of("(".repeat(MILLION), 0),
                Arguments.of(")".repeat(MILLION), 0),
                Arguments.of("a(".repeat(MILLION) + "a" + ")".repeat(MILLION), 200),
                Arguments.of("a" + ".a".repeat(MILLION), 200),
                Arguments.of("a" + ")".repeat(MILLION), 1),
                Arguments.of("a(a)" + ")".repeat(MILLION), 4),
                Arguments.of("a" + "(".repeat(MILLION), 2),
                Arguments.of("a" + ".".repeat(MILLION), 2),
                Arguments.of("a" + "*".repeat(MILLION), 1),
                Arguments.of(" ".repeat(MILLION) + ",", MILLION),
                Arguments.of("a" + " ".repeat(MILLION) + ";", MILLION + 1),
                Arguments.of("a".repeat(MILLION) + ";", MILLION));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @MethodSource("deepTexts")
    void refusesAMillionParenthesesWhereLimitsAreRaised(String text, int offset) {
        FieldMaskException refused = refusal(text, RAISED);

        assertThat(refused.offset()).isEqualTo(offset);
        assertThat(refused.getMessage()).hasSizeLessThan(300);
    }

    @Test
    void readsAMillionFieldsWhereLimitsAreRaised() {
        FieldMask mask = FieldMask.parse("a.b,".repeat(MILLION) + "c", RAISED);

        assertThat(mask).hasToString("a.b,c");
        assertThat(refusal("a.b,".repeat(MILLION) + "c").offset()).isEqualTo(2_048);
    }

    /** Comparing a name of a million letters with one of thousands would need gigabytes. */
    @Test
    void showsLittleOfALongNameAndSuggestsNothing() {
        String name = "a".repeat(MILLION);
        FieldMask view = FieldMask.of("b".repeat(5_000), "id");
        FieldMaskException unknown = catchThrowableOfType(
                FieldMaskException.class, () -> FieldMask.parse(name, RAISED).within(view));

        assertThat(unknown)
                .hasMessageStartingWith("Field \"" + "a".repeat(40) + "...\" at offset 0 is not there. There are b");
        assertThat(unknown.field()).isEqualTo(name);
        assertThat(unknown.suggestion()).isEmpty();
    }

    private static FieldMaskException refusal(String text) {
        return refusal(text, FieldMaskLimits.defaults());
    }

    private static FieldMaskException refusal(String text, FieldMaskLimits limits) {
        return catchThrowableOfType(FieldMaskException.class, () -> FieldMask.parse(text, limits));
    }
}
