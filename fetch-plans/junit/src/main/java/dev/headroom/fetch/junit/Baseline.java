package dev.headroom.fetch.junit;

import dev.headroom.fetch.watch.NPlusOne;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A file with findings that are known, and what became of them in this run. Safe for tests that run in parallel. */
final class Baseline {

    private static final System.Logger LOG = System.getLogger(NoNPlusOne.class.getName());
    private static final String HEADER =
            "# Associations that are known to be loaded one by one: test, association, method that touches it.";

    private final Path file;
    private final boolean writing;
    private final Set<String> known;
    private final Set<String> tests = new TreeSet<>();
    private final Set<String> found = new TreeSet<>();

    Baseline(Path file, boolean writing) {
        this.file = file;
        this.writing = writing;
        this.known = read(file);
    }

    /**
     * @throws AssertionError if something was found that is not known
     */
    synchronized void check(String test, List<NPlusOne> findings) {
        List<NPlusOne> unknown = new ArrayList<>();
        tests.add(test);
        for (NPlusOne finding : findings) {
            String line = test + " " + finding.role() + " " + finding.callSite().name();
            found.add(line);
            if (!known.contains(line)) {
                unknown.add(finding);
            }
        }
        if (!writing && !unknown.isEmpty()) {
            throw new AssertionError("Expected no N+1 that the baseline " + file + " does not know. Found:\n  "
                    + unknown.stream().map(NPlusOne::toString).collect(Collectors.joining("\n  "))
                    + "\nFix them, or run the tests with -D" + Baselines.SETTING + "=" + Baselines.WRITE
                    + " to add them to the baseline.");
        }
    }

    /** Writes the file, or logs which lines you can remove. */
    synchronized void end() {
        Set<String> mended = known.stream()
                .filter(line -> tests.contains(line.split(" ", 2)[0]) && !found.contains(line))
                .collect(Collectors.toCollection(TreeSet::new));
        if (writing) {
            write(mended);
        } else if (!mended.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "No longer loaded one by one; remove from the baseline " + file + ":\n  "
                            + String.join("\n  ", mended));
        }
    }

    private void write(Set<String> mended) {
        Set<String> lines = new TreeSet<>(known);
        lines.removeAll(mended);
        lines.addAll(found);
        List<String> content = new ArrayList<>(List.of(HEADER));
        content.addAll(lines);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("The baseline " + file + " cannot be written", e);
        }
    }

    private static Set<String> read(Path file) {
        if (!Files.exists(file)) {
            return Set.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException("The baseline " + file + " cannot be read", e);
        }
    }
}
