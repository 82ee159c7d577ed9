package dev.headroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That each jar says how other modules of Java require it: by the name of its first package. */
class ModuleNamesTest {

    @Test
    void arePackages() {
        List<Pom> published = Reactor.ofThisBuild().published();

        assertThat(published)
                .isNotEmpty()
                .allSatisfy(module ->
                        assertThat(sources(module)).as(module.artifactId()).isNotEmptyDirectory());
        assertThat(published).extracting(Pom::moduleName).doesNotHaveDuplicates();
    }

    private static Path sources(Pom module) {
        String name = module.moduleName().orElse("no java.module.name in its properties");
        return module.directory().resolve("src/main/java").resolve(name.replace('.', '/'));
    }
}
