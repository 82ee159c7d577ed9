package dev.headroom.architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** One pom.xml. */
final class Pom {

    private final Path directory;
    private final Element project;

    private Pom(Path directory, Element project) {
        this.directory = directory;
        this.project = project;
    }

    static Pom in(Path directory) {
        Path file = directory.resolve("pom.xml");
        try {
            return new Pom(
                    directory,
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getDocumentElement());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    Path directory() {
        return directory;
    }

    String artifactId() {
        return text(project, "artifactId").orElseThrow();
    }

    boolean isPublished() {
        boolean skipped = children(project, "properties")
                .flatMap(properties -> text(properties, "maven.deploy.skip").stream())
                .anyMatch("true"::equals);
        return text(project, "packaging").orElse("jar").equals("jar") && !skipped;
    }

    /** The name by which other modules of Java may require the jar. */
    Optional<String> moduleName() {
        return children(project, "properties")
                .flatMap(properties -> text(properties, "java.module.name").stream())
                .findFirst();
    }

    List<Path> modules() {
        return children(project, "modules")
                .flatMap(modules -> children(modules, "module"))
                .map(module -> directory.resolve(module.getTextContent().strip()))
                .toList();
    }

    Set<String> managedArtifacts() {
        return children(project, "dependencyManagement")
                .flatMap(management -> children(management, "dependencies"))
                .flatMap(dependencies -> children(dependencies, "dependency"))
                .map(dependency -> text(dependency, "artifactId").orElseThrow())
                .collect(Collectors.toSet());
    }

    private static Optional<String> text(Element parent, String name) {
        return children(parent, name)
                .findFirst()
                .map(element -> element.getTextContent().strip());
    }

    private static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeName().equals(name))
                .map(Element.class::cast);
    }

    @Override
    public String toString() {
        return artifactId();
    }
}
