package io.djong.kubelet.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A file in a volume that assigns variables, `NAME='value'` (`fileKeyRef`). Values stand in single quotes, as they
/// are, and may have several lines. Source: KEP-3721.
final class EnvironmentFile {
    private static final int LINKS_MAX = 255;
    /// More than that is no file of variables.
    private static final long SIZE_BYTES_MAX = 64 << 10;

    private EnvironmentFile() {}

    /// The value of a key, "" when the file does not have it.
    ///
    /// @param path relative to the volume; links in it lead to places in the volume only
    static String read(Path volume, String path, String key) throws ContainerConfigException {
        try {
            Path file = within(volume, path);
            if (Files.size(file) > SIZE_BYTES_MAX) {
                throw new ContainerConfigException("couldn't parse env file");
            }
            String value = find(Files.readString(file, StandardCharsets.UTF_8), key);
            if (value == null) {
                throw new ContainerConfigException("couldn't parse env file");
            }
            return value;
        } catch (IOException e) {
            throw new ContainerConfigException("couldn't parse env file", e);
        }
    }

    /// The value, "" when there is none, null when the text is not in this form.
    static @org.jspecify.annotations.Nullable String find(String text, String key) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = stripLeading(lines.get(i));
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0 || isBlank(line.charAt(equals - 1))) {
                return null;
            }
            String name = line.substring(0, equals);
            String rest = line.substring(equals + 1);
            if (!stripLeading(rest).equals(rest)) {
                if (name.equals(key)) {
                    return "";
                }
                continue;
            }
            if (!rest.startsWith("'")) {
                return null;
            }
            StringBuilder value = new StringBuilder();
            rest = rest.substring(1);
            int close = rest.indexOf('\'');
            while (close < 0) {
                value.append(rest).append('\n');
                i++;
                if (i == lines.size()) {
                    return null;
                }
                rest = lines.get(i);
                close = rest.indexOf('\'');
            }
            value.append(rest, 0, close);
            String after = stripLeading(rest.substring(close + 1));
            if (!after.isEmpty() && !after.startsWith("#")) {
                return null;
            }
            if (name.equals(key)) {
                return value.toString();
            }
        }
        return "";
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String stripLeading(String text) {
        int i = 0;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        return text.substring(i);
    }

    /// Follows a path as a process would whose root is the volume.
    private static Path within(Path volume, String path) throws IOException {
        Deque<String> left = new ArrayDeque<>(List.of(path.split("/")));
        Path at = volume;
        int links = 0;
        while (!left.isEmpty()) {
            String name = left.pop();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                Path above = at.getParent();
                at = at.equals(volume) || above == null ? volume : above;
                continue;
            }
            Path next = at.resolve(name);
            if (!Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            links++;
            if (links > LINKS_MAX) {
                throw new IOException("too many links in " + path);
            }
            String target = Files.readSymbolicLink(next).toString();
            if (target.startsWith("/")) {
                at = volume;
            }
            List.of(target.split("/")).reversed().forEach(left::push);
        }
        return at;
    }
}
