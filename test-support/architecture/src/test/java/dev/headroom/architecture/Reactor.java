package dev.headroom.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The modules of a Maven build, as their POMs tell. */
final class Reactor {

    private final Path root;

    Reactor(Path root) {
        this.root = root;
    }

    /** Finds the build to which the working directory belongs. */
    static Reactor ofThisBuild() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .takeWhile(directory -> directory.getParent() != null)
                .filter(directory -> Files.exists(directory.resolve("bom/pom.xml")))
                .findFirst()
                .map(Reactor::new)
                .orElseThrow(
                        () -> new IllegalStateException("Run this inside of the source tree: no bom/pom.xml above."));
    }

    Path root() {
        return root;
    }

    /** The jars that a release uploads. */
    List<Pom> published() {
        return modulesBelow(Pom.in(root)).filter(Pom::isPublished).toList();
    }

    private static Stream<Pom> modulesBelow(Pom pom) {
        return Stream.concat(Stream.of(pom), pom.modules().stream().map(Pom::in).flatMap(Reactor::modulesBelow));
    }

    /** The artifacts that the bill of materials lists. */
    Set<String> billOfMaterials() {
        return Pom.in(root.resolve("bom")).managedArtifacts();
    }

    /** The class path entries that hold published classes. */
    Set<Path> publishedOn(ClassPath classPath) {
        return published().stream().map(classPath::entryOf).collect(Collectors.toSet());
    }
}
