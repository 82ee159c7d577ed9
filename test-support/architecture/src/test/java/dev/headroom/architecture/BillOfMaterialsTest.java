package dev.headroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {

    @TempDir
    private Path directory;

    @Test
    void listsExactlyWhatIsPublished() {
        Reactor reactor = Reactor.ofThisBuild();

        assertThat(reactor.published()).isNotEmpty();
        assertThat(reactor.billOfMaterials())
                .containsExactlyInAnyOrderElementsOf(
                        reactor.published().stream().map(Pom::artifactId).toList());
    }

    @Test
    void isOnTheClassPathOfTheseTests() {
        Reactor reactor = Reactor.ofThisBuild();

        assertThat(reactor.publishedOn(ClassPath.ofThisJvm())).hasSameSizeAs(reactor.published());
    }

    @Test
    void isComparedWithAllJarsThatAreDeployed() throws IOException {
        write(
                "",
                "<artifactId>root</artifactId><packaging>pom</packaging>"
                        + "<modules><module>bom</module><module>one</module><module>group</module></modules>");
        write(
                "bom",
                "<artifactId>bom</artifactId><packaging>pom</packaging><dependencyManagement><dependencies>"
                        + "<dependency><groupId>g</groupId><artifactId>one</artifactId></dependency>"
                        + "</dependencies></dependencyManagement>");
        write("one", "<parent><artifactId>root</artifactId></parent><artifactId>one</artifactId>");
        write(
                "group",
                "<artifactId>group</artifactId><packaging>pom</packaging>"
                        + "<modules><module>two</module><module>internal</module></modules>");
        write("group/two", "<artifactId>two</artifactId><packaging>jar</packaging>");
        write(
                "group/internal",
                "<artifactId>internal</artifactId>"
                        + "<properties><maven.deploy.skip>true</maven.deploy.skip></properties>");

        Reactor reactor = new Reactor(directory);

        assertThat(reactor.published()).extracting(Pom::artifactId).containsExactly("one", "two");
        assertThat(reactor.billOfMaterials()).containsExactly("one");
    }

    @Test
    void missesAnArtifactThatTheClassPathDoesNotHave() throws IOException {
        write("", "<artifactId>one</artifactId>");
        Pom one = Pom.in(directory);
        Path repository = Path.of("repository");

        assertThat(new ClassPath(List.of(directory.resolve("target/classes"))).entryOf(one))
                .isEqualTo(directory.resolve("target/classes"));
        assertThat(new ClassPath(List.of(repository.resolve("one-1.0.jar"))).entryOf(one))
                .isEqualTo(repository.resolve("one-1.0.jar"));
        assertThatThrownBy(() -> new ClassPath(List.of(repository.resolve("one-more-1.0.jar"))).entryOf(one))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\"one\"");
    }

    private void write(String module, String content) throws IOException {
        Path pom = directory.resolve(module).resolve("pom.xml");
        Files.createDirectories(pom.getParent());
        Files.writeString(pom, "<project>" + content + "</project>");
    }
}
