package dev.headroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That docs/architecture.md, the map, shows the packages that there are, and classes where they are. */
class ArchitectureDocumentTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(dev\\.headroom[a-z.]*)` \\|.*\\|([^|]*)\\|$");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    private final Map<String, Set<String>> packages = PublishedClasses.ofThisBuild().stream()
            .filter(JavaClass::isTopLevelClass)
            .collect(Collectors.groupingBy(
                    JavaClass::getPackageName, Collectors.mapping(JavaClass::getSimpleName, Collectors.toSet())));
    private final List<MatchResult> rows = ROW.matcher(text()).results().toList();

    @Test
    void hasARowForEachPackage() {
        assertThat(rows.stream().map(row -> row.group(1)).toList())
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(packages.keySet()));
    }

    @Test
    void namesClassesThatAreInTheirPackages() {
        assertThat(rows).allSatisfy(row -> {
            List<String> names = NAME.matcher(row.group(2))
                    .results()
                    .map(name -> name.group(1))
                    .toList();
            assertThat(names).as(row.group()).isNotEmpty();
            assertThat(packages.get(row.group(1))).as(row.group(1)).containsAll(names);
        });
    }

    private static String text() {
        try {
            return Files.readString(Reactor.ofThisBuild().root().resolve("docs/architecture.md"));
        } catch (IOException e) {
            throw new IllegalStateException("The map is missing.", e);
        }
    }
}
