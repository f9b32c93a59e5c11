package io.djong.kubelet.runtime;

import io.djong.kubelet.cri.ContainerStatus;
import io.djong.kubelet.cri.Mount;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a container left to say when it ended: in its termination log, or, where it wrote none and
/// its policy says so, in the last lines of its log.
///
/// Source: kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure.
final class TerminationMessage {
    /// The longest message from a termination log, in bytes.
    static final int BYTES_MAX = 4096;

    /// The longest message from a container's log, in bytes.
    static final int LOG_BYTES_MAX = 2048;

    /// The most lines of a container's log.
    static final int LOG_LINES_MAX = 80;

    /// As much of a log's end as may hold those lines with their timestamps.
    private static final int LOG_READ_BYTES = 256 << 10;

    private TerminationMessage() {}

    /// "" when it said nothing.
    static String of(ContainerStatus status) {
        var annotations = status.annotations();
        boolean asksLog = "FallbackToLogsOnError".equals(annotations.get(RuntimeLabels.TERMINATION_MESSAGE_POLICY))
                && status.exitCode() != 0
                && !status.reason().equals("ContainerCannotRun");
        var containerPath = annotations.getOrDefault(RuntimeLabels.TERMINATION_MESSAGE_PATH, "");
        for (Mount mount : status.mounts()) {
            if (containerPath.isEmpty() || !mount.containerPath().equals(containerPath)) {
                continue;
            }
            var file = Path.of(mount.hostPath());
            if (!Files.exists(file)) {
                break;
            }
            try {
                var message = text(end(file, BYTES_MAX));
                if (!message.isEmpty()) {
                    return message;
                }
            } catch (IOException e) {
                return "Error on reading termination log " + file + ": " + e.getMessage();
            }
            break;
        }
        return asksLog ? lastLines(Path.of(status.logPath())) : "";
    }

    private static String lastLines(Path log) {
        try {
            var lines = new ArrayList<>(List.of(text(end(log, LOG_READ_BYTES)).split("\n", -1)));
            var message = new StringBuilder();
            int from = Math.max(0, lines.size() - 1 - LOG_LINES_MAX);
            for (String line : lines.subList(from, lines.size())) {
                message.append(content(line));
            }
            var bytes = message.toString().getBytes(StandardCharsets.UTF_8);
            int start = Math.max(0, bytes.length - LOG_BYTES_MAX);
            return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "Error on reading termination message from logs: " + e.getMessage();
        }
    }

    /// `TIME STREAM F TEXT` is a line, with `P` in place of `F` the beginning of one; "" for anything else.
    private static String content(String line) {
        int stream = line.indexOf(' ');
        int tag = stream < 0 ? -1 : line.indexOf(' ', stream + 1);
        int text = tag < 0 ? -1 : line.indexOf(' ', tag + 1);
        if (text < 0) {
            return "";
        }
        boolean partial = line.startsWith("P", tag + 1);
        return partial ? line.substring(text + 1) : line.substring(text + 1) + "\n";
    }

    private static byte[] end(Path file, int lengthMax) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            long length = open.length();
            open.seek(Math.max(0, length - lengthMax));
            var bytes = new byte[(int) Math.min(length, lengthMax)];
            open.readFully(bytes);
            return bytes;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
