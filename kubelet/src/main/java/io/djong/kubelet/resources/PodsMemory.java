package io.djong.kubelet.resources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The memory of all pods together, as their control group counts it.
///
/// @param limitBytes what they may have
/// @param workingSetBytes what they need: what is used but for files that could be read again
public record PodsMemory(long limitBytes, long workingSetBytes) {
    /// From here on a limit is none.
    private static final long UNLIMITED = 1L << 62;

    /// Null where there is no such group, or no limit.
    ///
    /// @param root where control groups are mounted
    /// @param above the group that everything is made in, "" or `/` for the top
    public static @Nullable PodsMemory read(Path root, boolean unified, String above) {
        var relative = PodCgroups.top(above).substring(1);
        try {
            return unified
                    ? of(root.resolve(relative), "memory.max", "memory.current", "inactive_file")
                    : of(
                            root.resolve("memory").resolve(relative),
                            "memory.limit_in_bytes",
                            "memory.usage_in_bytes",
                            "total_inactive_file");
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable PodsMemory of(Path group, String limit, String usage, String inactive) throws IOException {
        var text = text(group.resolve(limit));
        if (text.equals("max") || Long.parseLong(text) >= UNLIMITED) {
            return null;
        }
        long used = Long.parseLong(text(group.resolve(usage)));
        for (var line : text(group.resolve("memory.stat")).split("\n")) {
            if (line.startsWith(inactive + " ")) {
                used = Math.max(0, used - Long.parseLong(line.substring(inactive.length() + 1)));
            }
        }
        return new PodsMemory(Long.parseLong(text), used);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
}
