package io.djong.cluster.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What was on the machine before the first start, and what was installed for us: so that a reset takes away what
/// came with us and nothing else.
public final class Traces {
    private static final String ABSENT = "absent ";
    private static final String PACKAGE = "package ";

    private final Path file;

    /// @param file where the notes are kept
    public Traces(Path file) {
        this.file = file;
    }

    /// Notes which of these and of the folders that they lie in were not there, once: later calls change nothing.
    public void noteAbsent(List<Path> paths) throws IOException {
        if (lines().stream().anyMatch(line -> line.startsWith(ABSENT))) {
            return;
        }
        var lines = new ArrayList<>(lines());
        paths.stream()
                .flatMap(path -> Stream.iterate(path, each -> each != null && !Files.exists(each), Path::getParent))
                .distinct()
                .forEach(path -> lines.add(ABSENT + path));
        write(lines);
    }

    /// Notes packages that were installed for us.
    public void noteInstalled(List<String> packages) throws IOException {
        var lines = new ArrayList<>(lines());
        packages.forEach(name -> lines.add(PACKAGE + name));
        write(lines);
    }

    /// What was not there before us, the deepest first.
    public List<Path> absentBefore() throws IOException {
        return with(ABSENT).stream()
                .map(Path::of)
                .sorted((a, b) -> b.getNameCount() - a.getNameCount())
                .toList();
    }

    /// The packages that were installed for us, by name.
    public Set<String> installed() throws IOException {
        return new TreeSet<>(with(PACKAGE));
    }

    private List<String> with(String prefix) throws IOException {
        return lines().stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private void write(List<String> lines) throws IOException {
        var folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, lines);
    }
}
