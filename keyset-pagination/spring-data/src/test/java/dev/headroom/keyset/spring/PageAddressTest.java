package dev.headroom.keyset.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/songs /songs",
                "/songs? /songs",
                "/songs?after=1 /songs",
                "/songs?q=1&before=2&x /songs?q=1&x",
                "/songs?%61fter=1&afternoon=2 /songs?afternoon=2",
                "/songs?q=a+b%20c#part /songs?q=a+b%20c",
                "/songs?q=>;rel=\"x\"<{|}\\^` /songs?q=%3E;rel=%22x%22%3C%7B%7C%7D%5C%5E%60",
                "/songs?q=100%&p=%zz&r=%41 /songs?q=100%25&p=%25zz&r=%41",
                "/é?q=ü /%C3%A9?q=%C3%BC",
                "?q=1&&p=2 ?q=1&p=2",
            })
    void keepsAllButTheCursor(String address, String expected) {
        assertThat(PageAddress.of(address).first()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"/songs,/songs?after=a%3D%26", "/songs?before=1&q=2,/songs?q=2&after=a%3D%26"})
    void addsACursor(String address, String expected) {
        assertThat(PageAddress.of(address).after("a=&")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/songs?after=1,/songs?before=",
        "https://store.example:8080/?q=1,https://store.example:8080/?q=1&before="
    })
    void asksForTheEnd(String address, String expected) {
        assertThat(PageAddress.of(address).last()).isEqualTo(expected);
    }
}
