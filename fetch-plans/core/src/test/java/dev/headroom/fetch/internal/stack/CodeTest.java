package dev.headroom.fetch.internal.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodeTest {

    @Test
    void passesOverFrameworksAndOurOwnModules() {
        assertThat(List.of(
                        "org.springframework.data.util.Lazy",
                        "org.springframework.boot.test.Runner",
                        "org.junit.platform.commons.util.ReflectionUtils",
                        "dev.headroom.keyset.RowReader",
                        "dev.headroom.projection.Rows"))
                .allMatch(Code::isFramework);
        assertThat(List.of(
                        "org.springframework.samples.petclinic.OwnerController",
                        "org.springframework.Application",
                        "org.springframework.database.Tool",
                        "com.example.Service"))
                .noneMatch(Code::isFramework);
    }

    /** The tests are in packages of ours, and still an application. */
    @Test
    void tellsTheLibraryFromAnApplicationWithPackagesOfItsName() {
        Code caller = CallStack.find((frame, code) -> code == Code.PLATFORM ? null : code);
        assertThat(caller).isEqualTo(Code.APPLICATION);
    }
}
