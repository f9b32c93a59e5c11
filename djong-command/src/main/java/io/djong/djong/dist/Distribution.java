package io.djong.djong.dist;

import io.djong.kubelet.images.archive.TarEntry;
import io.djong.kubelet.images.archive.TarWriter;
import io.djong.pki.Hash;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Lays out what a user unpacks: `bin/djong`, `lib/*.jar`, `jvm.options`, `licences/`, and the same as a
/// `.tar.gz`.
///
/// The archive's bytes depend on the files in it and the date given, nothing else. Maven runs this in the package
/// phase.
public final class Distribution {
    private final Path folder;
    private final Path template;
    private final List<Path> jars;

    /// @param folder where the distribution goes; what was there is replaced
    /// @param template the files that ship as they are
    /// @param jars the class path, ours first
    Distribution(Path folder, Path template, List<Path> jars) {
        this.folder = folder;
        this.template = template;
        this.jars = List.copyOf(jars);
    }

    /// Arguments: the folder to make, the template, the licence file, our own jar, and the date of all archive
    /// members (ISO 8601). The jars of the class path that this program runs on are the ones that ship.
    public static void main(String[] args) throws IOException {
        var jars = new ArrayList<Path>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var path = Path.of(entry);
            jars.add(Files.isDirectory(path) ? Path.of(args[3]) : path);
        }
        var distribution = new Distribution(Path.of(args[0]), Path.of(args[1]), jars);
        distribution.layOut(Path.of(args[2]));
        distribution.pack(Instant.parse(args[4]));
    }

    void layOut(Path licence) throws IOException {
        Trees.delete(folder);
        Files.createDirectories(folder.resolve("lib"));
        try (var files = Files.walk(template)) {
            for (Path source : files.filter(Files::isRegularFile).sorted().toList()) {
                var target = folder.resolve(template.relativize(source).toString());
                Files.createDirectories(target.getParent());
                Files.copy(source, target);
                boolean program = target.startsWith(folder.resolve("bin"));
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
        var licences = Files.createDirectories(folder.resolve("licences"));
        Files.copy(licence, licences.resolve("LICENSE"));
        for (Path jar : jars) {
            copyUnsigned(jar, folder.resolve("lib").resolve(jar.getFileName()));
            copyLicences(jar, licences);
        }
        Files.writeString(folder.resolve("lib/fingerprint"), fingerprint());
    }

    /// The SHA-256 of each jar, as `sha256sum -c` reads it. The name of the AOT cache depends on it.
    private String fingerprint() throws IOException {
        var lines = new StringBuilder();
        for (Path jar :
                jars.stream().sorted(Comparator.comparing(Path::getFileName)).toList()) {
            var copied = folder.resolve("lib").resolve(jar.getFileName());
            lines.append(Hash.SHA_256.hex(Files.readAllBytes(copied)))
                    .append("  ")
                    .append(jar.getFileName())
                    .append('\n');
        }
        return lines.toString();
    }

    /// Copies a jar without the signature files that some libraries come with: the JVM keeps no class of a
    /// signed jar in an AOT cache. With them goes the digest of each entry in the manifest, which a JVM
    /// would read at each start: 20,000 lines in one case. The distribution has a fingerprint of its own.
    private static void copyUnsigned(Path jar, Path target) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            if (zip.stream().noneMatch(entry -> isSignature(entry.getName()))) {
                Files.copy(jar, target);
                return;
            }
            try (var out = new ZipOutputStream(Files.newOutputStream(target))) {
                for (var entry : zip.stream()
                        .filter(entry -> !isSignature(entry.getName()))
                        .toList()) {
                    var copy = new ZipEntry(entry.getName());
                    copy.setTime(entry.getTime());
                    out.putNextEntry(copy);
                    try (var content = zip.getInputStream(entry)) {
                        if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                            var manifest = new Manifest(content);
                            manifest.getEntries().clear();
                            manifest.write(out);
                        } else {
                            content.transferTo(out);
                        }
                    }
                }
            }
        }
    }

    private static boolean isSignature(String name) {
        return name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }

    /// Libraries carry their licence and notice inside their jar.
    private static void copyLicences(Path jar, Path licences) throws IOException {
        var name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().toList()) {
                var file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (!entry.isDirectory()
                        && file.matches("(?i)(licen[cs]e|notice|copying)([.-].*)?")
                        && !file.endsWith(".class")) {
                    var target = licences.resolve(name).resolve(file);
                    Files.createDirectories(target.getParent());
                    Files.write(target, zip.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    /// Writes `<folder>.tar.gz` beside the folder.
    Path pack(Instant date) throws IOException {
        var archive = folder.resolveSibling(folder.getFileName() + ".tar.gz");
        try (var tar = new TarWriter(
                        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(archive), 1 << 16)));
                var files = Files.walk(folder)) {
            for (Path path : files.sorted().toList()) {
                add(tar, path, date);
            }
        }
        return archive;
    }

    private void add(TarWriter tar, Path path, Instant date) throws IOException {
        var name = folder.equals(path)
                ? folder.getFileName().toString()
                : folder.getFileName() + "/" + folder.relativize(path);
        if (Files.isDirectory(path)) {
            tar.add(TarEntry.directory(name, 0755).withModifiedSeconds(date.getEpochSecond()));
        } else {
            int mode = Files.isExecutable(path) ? 0755 : 0644;
            var entry = TarEntry.file(name, mode, Files.size(path)).withModifiedSeconds(date.getEpochSecond());
            try (var content = Files.newInputStream(path)) {
                tar.add(entry, content);
            }
        }
    }
}
