package dev.headroom.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a release would publish. */
final class PublishedClasses {

    private PublishedClasses() {}

    static JavaClasses ofThisBuild() {
        return new ClassFileImporter()
                .importLocations(Reactor.ofThisBuild().publishedOn(ClassPath.ofThisJvm()).stream()
                        .map(PublishedClasses::location)
                        .toList());
    }

    private static Location location(Path entry) {
        return Location.of(Files.isDirectory(entry) ? entry.toUri() : URI.create("jar:" + entry.toUri() + "!/"));
    }
}
