package io.djong.apigenerator;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A hash over everything that the output is made from, the generator's own classes included, kept
/// in a file beside the output.
final class Stamp {
    private final Path file;
    private final String hash;

    private Stamp(Path file, String hash) {
        this.file = file;
        this.hash = hash;
    }

    static Stamp of(List<Path> inputs, Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var all = new ArrayList<>(inputs);
            all.add(Path.of(Stamp.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
            for (Path input : all) add(digest, input);
            return new Stamp(file, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, Path input) throws IOException {
        try (var files = Files.walk(input)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(input.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(Files.readAllBytes(file));
            }
        }
    }

    boolean isCurrent() throws IOException {
        return Files.exists(file) && Files.readString(file).equals(hash);
    }

    void write() throws IOException {
        Files.writeString(file, hash);
    }
}
