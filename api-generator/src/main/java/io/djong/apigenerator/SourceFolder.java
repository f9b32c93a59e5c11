package io.djong.apigenerator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A folder that holds nothing but generated files.
final class SourceFolder {
    private SourceFolder() {}

    /// Writes these files and removes all others.
    static void write(Path root, Map<Path, String> files) throws IOException {
        Files.createDirectories(root);
        try (var old = Files.walk(root)) {
            for (Path file : old.filter(Files::isRegularFile).toList()) {
                if (!files.containsKey(file)) Files.delete(file);
            }
        }
        for (var file : files.entrySet()) {
            if (!file.getKey().startsWith(root)) continue;
            Files.createDirectories(file.getKey().resolveSibling(""));
            Files.writeString(file.getKey(), file.getValue());
        }
    }
}
