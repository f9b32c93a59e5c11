package io.djong.linux.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of one group's folder.
final class CgroupFiles {
    private CgroupFiles() {}

    /// The kernel makes these files; on another tree (a test's) they are made here.
    static void write(Path file, String value) throws IOException {
        Files.writeString(file, value, StandardCharsets.UTF_8);
    }

    static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static Optional<Long> readNumber(Path file) throws IOException {
        return read(file)
                .filter(text -> !text.isEmpty() && text.chars().allMatch(Character::isDigit))
                .map(Long::parseUnsignedLong);
    }

    /// The number behind a word at the start of a line.
    static Optional<Long> readField(Path file, String word) throws IOException {
        return read(file)
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(word + " "))
                        .map(line -> Long.parseUnsignedLong(
                                line.substring(word.length() + 1).strip()))
                        .findFirst());
    }

    static List<Integer> processes(Path folder) throws IOException {
        return read(folder.resolve("cgroup.procs")).stream()
                .flatMap(String::lines)
                .map(Integer::parseInt)
                .toList();
    }

    /// Takes the folders away, the deepest first; their files go with them.
    static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> below;
        try (Stream<Path> entries = Files.list(folder)) {
            below = entries.filter(Files::isDirectory).sorted().toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path child : below) {
            delete(child);
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            deletePlainTree(folder);
        } catch (FileSystemException e) {
            if (!processes(folder).isEmpty()) {
                throw new IOException("the control group " + folder + " still has processes", e);
            }
            throw e;
        }
    }

    /// Not the kernel's tree: there files have to be taken away one by one.
    private static void deletePlainTree(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /// Checks that a name stays below its root.
    static Path resolve(Path root, String name) {
        String relative = name.startsWith("/") ? name.substring(1) : name;
        Path path = root.resolve(relative).normalize();
        if (!path.startsWith(root) || path.equals(root)) {
            throw new IllegalArgumentException("not the name of a control group: " + name);
        }
        return path;
    }
}
