package io.djong.linux.mount;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is mounted where, in the order of the kernel: a later entry at the same point hides the earlier.
public record MountTable(List<MountEntry> entries) {
    public MountTable {
        entries = List.copyOf(entries);
    }

    /// The table of this process.
    public static MountTable read() throws IOException {
        return parse(Files.readString(Path.of("/proc/self/mountinfo"), StandardCharsets.UTF_8));
    }

    /// Lines that are not in the kernel's form are passed over.
    public static MountTable parse(String mountinfo) {
        List<MountEntry> found = new ArrayList<>();
        for (String line : mountinfo.lines().toList()) {
            int dash = line.indexOf(" - ");
            if (dash < 0) {
                continue;
            }
            String[] head = line.substring(0, dash).split(" ");
            String[] tail = line.substring(dash + 3).split(" ", -1);
            if (head.length < 6 || tail.length < 3) {
                continue;
            }
            found.add(new MountEntry(
                    Integer.parseInt(head[0]),
                    Integer.parseInt(head[1]),
                    head[2],
                    unescape(head[3]),
                    Path.of(unescape(head[4])),
                    List.of(head[5].split(",")),
                    List.of(head).subList(6, head.length),
                    unescape(tail[0]),
                    unescape(tail[1]),
                    List.of(tail[2].split(","))));
        }
        return new MountTable(found);
    }

    /// Whether something is mounted exactly there.
    public boolean isMountPoint(Path path) {
        return entries.stream().anyMatch(e -> e.point().equals(path));
    }

    /// Mounts at and below a folder, the deepest first: the order in which they can be taken away.
    public List<MountEntry> below(Path folder) {
        List<MountEntry> found = new ArrayList<>(
                entries.stream().filter(e -> e.point().startsWith(folder)).toList());
        List<MountEntry> reversed = found.reversed();
        return reversed.stream()
                .sorted(Comparator.comparingInt((MountEntry e) -> e.point().getNameCount())
                        .reversed())
                .toList();
    }

    /// The mount that a path lies in.
    public java.util.Optional<MountEntry> holding(Path path) {
        return entries.reversed().stream()
                .filter(e -> path.startsWith(e.point()))
                .max(Comparator.comparingInt(e -> e.point().getNameCount()));
    }

    /// Space, tab, line feed and backslash are written as `\040` and so on.
    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 3 < text.length()) {
                out.append((char) Integer.parseInt(text, i + 1, i + 4, 8));
                i += 3;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
