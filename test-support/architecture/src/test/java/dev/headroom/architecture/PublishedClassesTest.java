package dev.headroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedClassesTest {

    private JavaClasses classes;

    @BeforeAll
    void importClasses() {
        classes = new ClassFileImporter()
                .importLocations(Reactor.ofThisBuild().publishedOn(ClassPath.ofThisJvm()).stream()
                        .map(PublishedClassesTest::location)
                        .toList());
        assertThat(classes).isNotEmpty();
    }

    private static Location location(Path entry) {
        return Location.of(Files.isDirectory(entry) ? entry.toUri() : URI.create("jar:" + entry.toUri() + "!/"));
    }

    @ParameterizedTest
    @EnumSource
    void keep(Rule rule) {
        assertThat(rule.violations(classes, "dev.headroom")).isEmpty();
    }
}
