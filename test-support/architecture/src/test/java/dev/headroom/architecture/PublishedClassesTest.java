package dev.headroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedClassesTest {

    private final JavaClasses classes = PublishedClasses.ofThisBuild();

    @Test
    void areFound() {
        assertThat(classes).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void keep(Rule rule) {
        assertThat(rule.violations(classes, "dev.headroom")).isEmpty();
    }
}
