package dev.headroom.projection.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldMaskTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,name                                | id,name",
                "name,id                                | id,name",
                "' id , name '                          | id,name",
                "'\tid,\r\n\tname\n'                    | id,name",
                "author(name)                           | author.name",
                "author.name                            | author.name",
                "author.name,author.id                  | author(id,name)",
                "author.address.city                    | author.address.city",
                "author(address(city))                  | author.address.city",
                "author.address(zip,city)               | author.address(city,zip)",
                "author(address.city,address.zip)       | author.address(city,zip)",
                "author(name),author(id)                | author(id,name)",
                "' author ( name , address . city ) '   | author(address.city,name)",
                "author(name,address(city)),id          | author(address.city,name),id",
                "author,author(name)                    | author",
                "author.name,author                     | author",
                "author(name,**)                        | author",
                "author.**                              | author",
                "id,**                                  | **",
                "id,*                                   | *,id",
                "*,customer(*)                          | *,customer.*",
                "author(*,address)                      | author(*,address)",
                "' * , author( * , address . * ) , id ' | *,author(*,address.*),id",
                "' ** '                                 | **",
                "id,id,id                               | id",
                "_links,first-name,a1,Name,name         | Name,_links,a1,first-name,name",
                "''                                     | ''",
                "' '                                    | ''"
            })
    void hasOneTextForOneMeaning(String written, String canonical) {
        FieldMask mask = FieldMask.parse(written);

        assertThat(mask).hasToString(canonical).isEqualTo(FieldMask.parse(canonical));
        assertThat(mask).hasSameHashCodeAs(FieldMask.parse(canonical));
    }

    @ParameterizedTest
    @CsvSource({"id,name", "id,ID", "author,author.name", "author,author.*", "*,**", "'',*", "a.b,a.b.c", "a-b,a_b"})
    void differsWhereTheMeaningDoes(String one, String other) {
        assertThat(FieldMask.parse(one)).isNotEqualTo(FieldMask.parse(other));
        assertThat(FieldMask.parse(one).toString()).isNotEqualTo(other);
    }

    @Test
    void isMadeOfPathsInCode() {
        assertThat(FieldMask.of("id", "author.name", "author(id)")).hasToString("author(id,name),id");
        assertThat(FieldMask.of()).isEqualTo(FieldMask.parse("")).hasToString("");
        assertThat(FieldMask.all()).isEqualTo(FieldMask.of("**")).hasToString("**");
        assertThatThrownBy(() -> FieldMask.of("a(b", "c)")).isInstanceOf(FieldMaskException.class);
    }

    @Test
    void readsBackInCodeWhatIsTooLargeForARequest() {
        FieldMask deep = FieldMask.of("a" + ".a".repeat(FieldMaskLimits.MOST_DEPTH - 1));

        assertThat(FieldMask.of(deep.toString())).isEqualTo(deep);
        assertThatThrownBy(() -> FieldMask.parse(deep.toString())).isInstanceOf(FieldMaskException.class);
        assertThatThrownBy(() -> FieldMask.of(deep + ".a")).isInstanceOf(FieldMaskException.class);
    }

    /** The canonical text has to fit where the written one did, or a cache key could not be read back. */
    @Test
    void hasNoLongerTextThanWasWritten() {
        String longest = "a.b.c.d" + ",x.b.c.d".repeat(255);

        assertThat(FieldMask.parse(longest, new FieldMaskLimits(2_048, 256, 4)).toString())
                .hasSizeLessThanOrEqualTo(longest.length());
        assertThat(FieldMask.parse("a(b(c(d)))")).hasToString("a.b.c.d");
    }

    @Test
    void includesFieldsAndWhatIsBeneathThem() {
        FieldMask mask = FieldMask.parse("id,author(name,address)");

        assertThat(mask.includes("id")).isTrue();
        assertThat(mask.includes("author")).isTrue();
        assertThat(mask.includes("author.name")).isTrue();
        assertThat(mask.includes("author.address.city")).isTrue();
        assertThat(mask.includes("author.email")).isFalse();
        assertThat(mask.includes("name")).isFalse();
        assertThat(FieldMask.all().includes("any.field")).isTrue();
        assertThat(FieldMask.of().includes("id")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "id.", ".id", "id..name", "id name", "*", "**", "author(name)"})
    void includesNoTextThatIsNoPath(String path) {
        assertThat(FieldMask.all().includes(path)).isFalse();
        assertThat(FieldMask.of("*", "id", "author(name)").includes(path)).isFalse();
    }

    /** Ported from Ebean's PathProperties, which includes with a wildcard each property, and no path beneath. */
    @Test
    void includesByAWildcardWhatIsAtItsLevel() {
        FieldMask mask = FieldMask.parse("*,customer(*,billingAddress(city))");

        assertThat(mask.includes("details")).isTrue();
        assertThat(mask.includes("details.id")).isFalse();
        assertThat(mask.includes("customer.foo")).isTrue();
        assertThat(mask.includes("customer.billingAddress")).isTrue();
        assertThat(mask.includes("customer.billingAddress.city")).isTrue();
        assertThat(mask.includes("customer.billingAddress.zip")).isFalse();
        assertThat(mask.includes("customer.shippingAddress.city")).isFalse();
    }

    @Test
    void checksItsLimits() {
        assertThat(FieldMaskLimits.defaults()).isEqualTo(new FieldMaskLimits(2_048, 128, 4));
        assertThatThrownBy(() -> new FieldMaskLimits(0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The limit of a field mask's characters is \"0\", and must be between 1 and 2147483647.");
        assertThatThrownBy(() -> new FieldMaskLimits(1, -1, 1)).hasMessageContaining("fields is \"-1\"");
        assertThatThrownBy(() -> new FieldMaskLimits(1, 1, 0)).hasMessageContaining("depth is \"0\"");
        assertThatThrownBy(() -> new FieldMaskLimits(1, 1, 101)).hasMessageContaining("between 1 and 100");
    }
}
