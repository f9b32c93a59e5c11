package io.djong.kubelet.runtime;

import io.djong.kubelet.cri.ContainerStatus;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Removes containers that have ended, their logs first, so that a log that could not be removed is tried again.
final class ContainerRemoval {
    private final RuntimeService runtime;
    private final RuntimeSettings settings;

    ContainerRemoval(RuntimeService runtime, RuntimeSettings settings) {
        this.runtime = runtime;
        this.settings = settings;
    }

    /// Removes a container; does nothing when it is gone.
    void remove(String id) throws RpcException, IOException, InterruptedException {
        ContainerStatus status;
        try {
            status = runtime.containerStatus(id);
        } catch (RpcException e) {
            if (e.isNotFound()) {
                return;
            }
            throw e;
        }
        removeLogs(id, status);
        runtime.removeContainer(id);
    }

    private void removeLogs(String id, ContainerStatus status) throws IOException {
        if (!status.logPath().isEmpty()) {
            var log = Path.of(status.logPath());
            Files.deleteIfExists(log);
            var folder = log.getParent();
            if (folder != null && Files.isDirectory(folder)) {
                // Rotated ones, packed or not.
                try (DirectoryStream<Path> rotated = Files.newDirectoryStream(folder, log.getFileName() + ".*")) {
                    for (Path file : rotated) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
        var labels = status.labels();
        Files.deleteIfExists(LogPaths.link(
                settings.containerLogs(),
                labels.getOrDefault(RuntimeLabels.POD_NAMESPACE, ""),
                labels.getOrDefault(RuntimeLabels.POD_NAME, ""),
                labels.getOrDefault(RuntimeLabels.CONTAINER_NAME, ""),
                id));
    }
}
