package io.djong.kubelet.volumes;

import io.djong.api.json.GoQuote;
import io.djong.base.time.Environment;
import io.djong.linux.LinuxException;
import io.djong.linux.file.AtomicNames;
import io.djong.linux.file.FileModes;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes a set of files so that readers see all of the old or all of the new, never a mixture.
///
/// The files are in a folder `..TIME.RANDOM`; the link `..data` leads to it, and each name that users see is a link
/// through `..data`. An update writes another folder and moves `..data` over, in one rename. Layout as upstream's.
///
/// Not safe for several threads on one folder.
final class AtomicWriter {
    private static final String DATA = "..data";
    private static final int PATH_MAX = 4096;
    private static final int NAME_MAX = 255;
    private static final DateTimeFormatter FOLDER_TIME =
            DateTimeFormatter.ofPattern("'..'yyyy_MM_dd_HH_mm_ss'.'").withZone(ZoneOffset.UTC);

    /// What is done to the volume after the new files are there and before they are seen.
    interface Finish {
        void apply(Path folder) throws IOException, LinuxException;
    }

    private final Path folder;
    private final Environment environment;

    AtomicWriter(Path folder, Environment environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /// Makes the folder have exactly these files, by relative path. Does nothing when it has.
    ///
    /// @return whether something was written
    boolean write(Map<String, ProjectedFile> files, Finish finish) throws IOException, LinuxException {
        SortedMap<String, ProjectedFile> wanted = new TreeMap<>();
        for (var file : files.entrySet()) {
            check(file.getKey());
            wanted.put(Path.of(file.getKey()).normalize().toString(), file.getValue());
        }
        Path before = current();
        SortedSet<String> names = firstNames(wanted.keySet());
        if (before != null && isSame(before, wanted)) {
            link(names);
            return false;
        }
        Path fresh = makeFolder(environment.clock().instant());
        writeFiles(fresh, wanted);
        link(names);
        finish.apply(folder);
        AtomicNames.link(folder.resolve(DATA), Path.of(String.valueOf(fresh.getFileName())));
        unlinkOthers(names);
        removeOthers(fresh);
        return true;
    }

    /// The folder that `..data` leads to; null before the first write.
    private @Nullable Path current() throws IOException {
        Path data = folder.resolve(DATA);
        if (!Files.isSymbolicLink(data)) {
            return null;
        }
        Path target = folder.resolve(Files.readSymbolicLink(data)).normalize();
        return folder.equals(target.getParent()) && Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
                ? target
                : null;
    }

    private static SortedSet<String> firstNames(Iterable<String> paths) {
        SortedSet<String> names = new TreeSet<>();
        for (String path : paths) {
            names.add(Path.of(path).getName(0).toString());
        }
        return names;
    }

    private static boolean isSame(Path before, SortedMap<String, ProjectedFile> wanted) throws IOException {
        SortedSet<String> present = new TreeSet<>();
        try (Stream<Path> all = Files.walk(before)) {
            all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .forEach(path -> present.add(before.relativize(path).toString()));
        }
        if (!present.equals(wanted.keySet())) {
            return false;
        }
        for (var file : wanted.entrySet()) {
            Path path = before.resolve(file.getKey());
            if (Files.size(path) != file.getValue().content().size()
                    || !Arrays.equals(
                            Files.readAllBytes(path), file.getValue().content().shared())) {
                return false;
            }
        }
        return true;
    }

    private Path makeFolder(Instant now) throws IOException, LinuxException {
        while (true) {
            String name = FOLDER_TIME.format(now)
                    + Integer.toUnsignedString(environment.random().nextInt());
            Path fresh = folder.resolve(name);
            try {
                Files.createDirectory(fresh);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            FileModes.chmod(fresh, 0755);
            return fresh;
        }
    }

    private static void writeFiles(Path fresh, SortedMap<String, ProjectedFile> files)
            throws IOException, LinuxException {
        for (var file : files.entrySet()) {
            Path path = fresh.resolve(file.getKey());
            Path above = path.getParent();
            if (above != null && !above.equals(fresh)) {
                Files.createDirectories(above);
                for (Path p = above; p != null && !p.equals(fresh); p = p.getParent()) {
                    FileModes.chmod(p, 0755);
                }
            }
            Files.write(path, file.getValue().content().shared());
            FileModes.chmod(path, file.getValue().mode());
            Long owner = file.getValue().owner();
            if (owner != null) {
                FileModes.chown(path, owner.intValue(), FileModes.UNCHANGED);
            }
        }
    }

    private void link(SortedSet<String> names) throws IOException {
        for (String name : names) {
            Path link = folder.resolve(name);
            if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(link, Path.of(DATA, name));
            }
        }
    }

    private void unlinkOthers(SortedSet<String> names) throws IOException {
        for (Path path : list()) {
            String name = String.valueOf(path.getFileName());
            if (!name.startsWith("..") && !names.contains(name)) {
                Files.delete(path);
            }
        }
    }

    /// Takes away the folders of earlier writes, also of one that did not come to its end.
    private void removeOthers(Path fresh) throws IOException {
        for (Path path : list()) {
            String name = String.valueOf(path.getFileName());
            boolean old = name.startsWith("..") && !name.equals(DATA) && !path.equals(fresh);
            if (old && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                FileTree.delete(path);
            }
        }
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /// @throws IOException with upstream's words when a path may not stand in a volume
    static void check(String path) throws IOException {
        if (path.isEmpty()) {
            throw new IOException("invalid path: must not be empty: " + GoQuote.quote(path));
        }
        if (path.startsWith("/")) {
            throw new IOException("invalid path: must be relative path: " + path);
        }
        if (path.length() > PATH_MAX) {
            throw new IOException("invalid path: must be less than or equal to " + PATH_MAX + " characters");
        }
        List<String> names = List.of(path.split("/"));
        for (String name : names) {
            if (name.equals("..")) {
                throw new IOException("invalid path: must not contain '..': " + path);
            }
            if (name.length() > NAME_MAX) {
                throw new IOException(
                        "invalid path: filenames must be less than or equal to " + NAME_MAX + " characters");
            }
        }
        if (names.getFirst().startsWith("..") && names.getFirst().length() > 2) {
            throw new IOException("invalid path: must not start with '..': " + path);
        }
    }
}
