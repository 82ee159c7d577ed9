package dev.headroom.projection.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The parameters of JSON:API's sparse fieldsets and inclusion, with the articles of its own examples. */
class FieldMaskJsonApiTest {

    private static final Map<String, String> TYPES = Map.of(
            "", "articles",
            "author", "people",
            "author.publisher", "companies",
            "comments", "comments",
            "comments.author", "people");

    @Test
    void readsFieldsByTypeForEveryPathThatIsIncluded() {
        assertThat(mask(Map.of())).as("no parameters").isEqualTo(FieldMask.of("*"));
        assertThat(mask(Map.of("fields[articles]", "title,body"))).isEqualTo(FieldMask.of("id", "title", "body"));
        assertThat(mask(Map.of("include", "author"))).isEqualTo(FieldMask.of("*", "author.*"));
        assertThat(mask(Map.of("include", "author", "fields[articles]", "title,body", "fields[people]", "name")))
                .isEqualTo(FieldMask.of("id,title,body,author(id,name)"));
        assertThat(mask(Map.of("include", "comments.author,author", "fields[people]", "name")))
                .isEqualTo(FieldMask.of("*,author(id,name),comments(*,author(id,name))"));
    }

    @Test
    void includesWhatLiesOnTheWay() {
        assertThat(mask(Map.of("include", "author.publisher"))).isEqualTo(FieldMask.of("*,author(*,publisher.*)"));
        assertThat(mask(Map.of("include", "author.publisher", "fields[people]", "name")))
                .isEqualTo(FieldMask.of("*,author(id,name,publisher.*)"));
    }

    @Test
    void linksWhatIsNamedAndNotIncluded() {
        assertThat(mask(Map.of("fields[articles]", "title,author"))).isEqualTo(FieldMask.of("id,title,author.id"));
        assertThat(mask(Map.of("fields[articles]", "title,author", "include", "author")))
                .isEqualTo(FieldMask.of("id,title,author.*"));
        assertThat(mask(Map.of("fields[articles]", "title", "include", "author")))
                .isEqualTo(FieldMask.of("id,title,author.*"));
    }

    @Test
    void hasTheIdWhereNoFieldIsNamed() {
        assertThat(mask(Map.of("fields[articles]", "", "include", ""))).isEqualTo(FieldMask.of("id"));
        assertThat(mask(Map.of("fields[people]", " ", "include", " author "))).isEqualTo(FieldMask.of("*,author.id"));
    }

    @Test
    void ignoresOtherParameters() {
        assertThat(mask(Map.of("sort", "-title", "page[size]", "(", "fields", "(", "filter[title]", "x")))
                .isEqualTo(FieldMask.of("*"));
    }

    @Test
    void isResolvedWithinAView() {
        FieldMask view = FieldMask.of("id,title,author(id,name,publisher(id,city)),comments(id,text)");

        assertThat(mask(Map.of("include", "author.publisher", "fields[people]", "name"))
                        .within(view))
                .hasToString("author(id,name,publisher(city,id)),id,title");
        FieldMaskException refused = catchThrowableOfType(
                FieldMaskException.class,
                () -> mask(Map.of("include", "author", "fields[people]", "id, nmae"))
                        .within(view));
        assertThat(refused.field()).isEqualTo("author.nmae");
        assertThat(refused.offset()).isEqualTo(4);
        assertThat(refused.suggestion()).contains("author.name");
    }

    @Test
    void refusesAPathThatCannotBeIncluded() {
        FieldMaskException refused = refusal(Map.of("include", "comments,author.publishers"));

        assertThat(refused)
                .hasMessage("In \"include\": Field \"author.publishers\" at offset 16 is not there."
                        + " Did you mean \"author.publisher\"?");
        assertThat(refused.offset()).isEqualTo(16);
        assertThat(refused.suggestion()).contains("author.publisher");
        assertThat(refusal(Map.of("include", "password")))
                .hasMessage("In \"include\": Field \"password\" at offset 0 is not there. There are author, comments.");
    }

    @Test
    void refusesATypeThatIsNotThere() {
        FieldMaskException refused = refusal(Map.of("fields[peeple]", "name"));

        assertThat(refused).hasMessage("In \"fields[peeple]\": Type \"peeple\" is not there. Did you mean \"people\"?");
        assertThat(refused.suggestion()).contains("people");
        assertThat(refusal(Map.of("fields[\u202E\n" + "x".repeat(1_000_000) + "]", "name"))
                        .getMessage())
                .matches("[ -~]{1,250}")
                .endsWith("There are articles, comments, companies, people.");
    }

    @Test
    void tellsTheSameOfSeveralMistakesInAnyOrder() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("include", ";");
        parameters.put("fields[people]", ";");
        parameters.put("fields[articles]", ";");

        assertThat(refusal(parameters)).hasMessageStartingWith("In \"fields[articles]\"");
    }

    @Test
    void refusesWhatTheStandardDoesNotKnow() {
        assertThat(refusal(Map.of("fields[articles]", "title,*")))
                .hasMessage("In \"fields[articles]\": \"*\" at offset 6 is not known to JSON:API: name each field.");
        assertThat(refusal(Map.of("fields[articles]", "**")).offset()).isZero();
        assertThat(refusal(Map.of("include", "author.*")).offset()).isEqualTo(7);
        assertThat(refusal(Map.of("include", "author.**")).offset()).isEqualTo(7);
        assertThat(refusal(Map.of("fields[articles]", "author.name")).offset()).isEqualTo(7);
    }

    @Test
    void readsWithinLimits() {
        assertThat(refusal(Map.of("fields[articles]", "a".repeat(2_049))))
                .hasMessageStartingWith("In \"fields[articles]\": The field mask is longer than 2048 characters");
        assertThat(refusal(Map.of("include", "author,".repeat(200))).offset()).isEqualTo(128 * "author,".length());
        assertThat(refusal(Map.of("include", "a.b.c.d.e")).offset()).isEqualTo(8);
    }

    @Test
    void needsTheTypeOfTheResource() {
        assertThatThrownBy(() -> FieldMask.jsonApi(Map.of(), Map.of("author", "people")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("path \"\"");
    }

    private static FieldMask mask(Map<String, String> parameters) {
        return FieldMask.jsonApi(parameters, TYPES);
    }

    private static FieldMaskException refusal(Map<String, String> parameters) {
        return catchThrowableOfType(FieldMaskException.class, () -> mask(parameters));
    }
}
