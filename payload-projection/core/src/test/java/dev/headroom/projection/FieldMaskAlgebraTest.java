package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What masks have together, in common and beyond each other; the scenarios of protobuf's masks among them. */
class FieldMaskAlgebraTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''               | foo                | foo",
                "foo              | foo                | foo",
                "foo              | bar.baz            | bar.baz,foo",
                "bar.baz,foo      | foo.bar            | bar.baz,foo",
                "bar.baz,foo      | bar.quz            | bar(baz,quz),foo",
                "bar(baz,quz),foo | bar                | bar,foo",
                "foo,bar.baz      | foo.bar,bar        | bar,foo",
                "foo,bar.baz      | **                 | **",
                "a.b.c            | a.b.d              | a.b(c,d)",
                "*                | id                 | *,id"
            })
    void unites(String left, String right, String union) {
        assertThat(mask(left).union(mask(right))).isEqualTo(mask(union));
        assertThat(mask(right).union(mask(left))).isEqualTo(mask(union));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo,bar(baz,quz) | ''                 | ''",
                "foo,bar(baz,quz) | quz                | ''",
                "foo,bar(baz,quz) | foo.bar            | foo.bar",
                "foo,bar(baz,quz) | foo                | foo",
                "foo,bar(baz,quz) | bar.foo            | ''",
                "foo,bar(baz,quz) | bar                | bar(baz,quz)",
                "foo,bar(baz,quz) | foo.bar,bar        | bar(baz,quz),foo.bar",
                "foo,bar(baz,quz) | **                 | foo,bar(baz,quz)",
                "a.b.c            | a.b.d              | ''",
                "*,foo            | *,bar              | *",
                "*                | foo.bar            | ''",
                "*,foo.bar        | foo                | foo.bar"
            })
    void intersects(String left, String right, String common) {
        assertThat(mask(left).intersect(mask(right))).isEqualTo(mask(common));
        assertThat(mask(right).intersect(mask(left))).isEqualTo(mask(common));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo,bar(baz,quz)     | ''             | foo,bar(baz,quz)",
                "foo,bar(baz,quz)     | none           | foo,bar(baz,quz)",
                "foo,bar(baz,quz)     | bar            | foo",
                "foo,bar(baz,quz)     | bar.baz        | foo,bar.quz",
                "foo,bar.baz          | bar.baz        | foo",
                "foo,bar(baz,quz.bar) | bar.quz        | foo,bar.baz",
                "foo,bar(baz,quz.bar) | foo,bar        | ''",
                "foo                  | **             | ''",
                "*,foo.bar            | *              | foo.bar",
                "*,foo.bar            | foo            | *"
            })
    void subtracts(String from, String removed, String rest) {
        assertThat(mask(from).minus(mask(removed))).isEqualTo(mask(rest));
    }

    /** Protobuf's subtraction keeps the whole here, so that what was to be hidden is shown. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,author | author.name | author | 3",
                "**        | id          | ''     | 0",
                "*         | x.y,id      | id     | 4",
                "x.y,id    | *           | id     | 4",
                "*,id      | x,id        | id     | 2",
                "a.b       | a.*         | a.b    | 2"
            })
    void refusesARestThatDependsOnTheView(String from, String removed, String field, int offset) {
        FieldMaskException refused =
                catchThrowableOfType(FieldMaskException.class, () -> mask(from).minus(mask(removed)));

        assertThat(refused).hasMessageContaining("within(view)").hasMessageContaining("at offset " + offset);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.offset()).isEqualTo(offset);
        assertThat(refused.suggestion()).isEmpty();
    }

    @Test
    void refusesACommonPartThatDependsOnTheView() {
        FieldMaskException refused =
                catchThrowableOfType(FieldMaskException.class, () -> mask("a.*").intersect(mask("a.name")));

        assertThat(refused)
                .hasMessage(
                        "How \"a.name\" at offset 2 differs from \"a.*\" depends on the view: resolve both masks with"
                                + " within(view) first.");
    }

    @Test
    void hasAnAnswerForEveryMaskThatIsResolved() {
        FieldMask view = FieldMask.of("id", "author(id,name,email)");
        FieldMask resolved = mask("**").within(view);

        assertThat(resolved.minus(mask("author.email").within(view))).isEqualTo(mask("id,author(id,name)"));
        assertThat(mask("*").within(view).intersect(mask("id").within(view))).isEqualTo(mask("id"));
    }

    private static FieldMask mask(String text) {
        return FieldMask.parse(text);
    }
}
