package io.djong.kubelet.images.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A containerd of a test's own, without networks: its folders, socket and log lie in one folder.
final class ContainerdProcess {
    private final Path folder;
    private final Process process;

    private ContainerdProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /// Starts one. It answers some time later.
    static ContainerdProcess start(Path folder) throws IOException {
        var config = Files.writeString(folder.resolve("config.toml"), """
                version = 2
                root = "%1$s/root"
                state = "%1$s/state"
                [grpc]
                  address = "%1$s/containerd.sock"
                [ttrpc]
                  address = "%1$s/ttrpc.sock"
                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = "localhost/djong/pause:1"
                  disable_tcp_service = true
                  stream_server_address = "127.0.0.1"
                  stream_server_port = "0"
                """.formatted(folder));
        var log = folder.resolve("containerd.log").toFile();
        var process = new ProcessBuilder("containerd", "--config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        return new ContainerdProcess(folder, process);
    }

    Path socket() {
        return folder.resolve("containerd.sock");
    }

    /// What it wrote, for a test that fails.
    String log() throws IOException {
        return Files.readString(folder.resolve("containerd.log"));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits until it has ended.
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
