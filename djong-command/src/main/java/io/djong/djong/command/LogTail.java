package io.djong.djong.command;

import io.djong.cluster.bootstrap.ClusterFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/// The end of a cluster's log.
final class LogTail {
    private LogTail() {}

    /// The last line that says why, or the last one at all.
    static String last(ClusterFolders folders) {
        try {
            var lines = new String(Files.readAllBytes(folders.log()), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            if (lines.isEmpty()) {
                return "it wrote nothing";
            }
            return lines.getLast().replaceFirst("^djong server: ", "");
        } catch (IOException e) {
            return "it wrote no log";
        }
    }
}
