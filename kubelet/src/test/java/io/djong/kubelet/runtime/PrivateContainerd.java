package io.djong.kubelet.runtime;

import io.djong.base.time.Environment;
import io.djong.kubelet.cri.PodSandbox;
import io.djong.kubelet.cri.PodSandboxFilter;
import io.djong.kubelet.images.archive.Architecture;
import io.djong.kubelet.images.archive.BuiltInImages;
import io.djong.kubelet.images.archive.ImageArchive;
import io.djong.kubelet.images.archive.ImageBuild;
import io.djong.kubelet.images.archive.ImageRecipe;
import io.djong.kubelet.images.reference.ImageReference;
import io.djong.kubelet.images.store.ImageImport;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A containerd of a test's own, which can run pods: its folders, socket and log lie in one folder,
/// its pods have addresses on links that end with them, and two images are there, a pause program
/// and a busybox. Closing it ends all of its pods first.
public final class PrivateContainerd {
    /// A busybox: `sh -c` and the usual commands.
    public static final String BUSYBOX = BuiltInImages.HELLO;

    private static final Duration POLL = Duration.ofMillis(20);

    private final Environment environment;
    private final Path folder;
    private Process process;
    private final RpcSocket socket;

    private PrivateContainerd(Environment environment, Path folder, Process process) {
        this.environment = environment;
        this.folder = folder;
        this.process = process;
        this.socket = RpcSocket.open(environment, folder.resolve("containerd.sock"));
    }

    /// Starts one.
    ///
    /// @param folder empty; its path must be short, for the sockets in it
    /// @param subnet of the pods, such as `10.244.77.0/24`, that nobody else on this machine uses
    public static PrivateContainerd start(Environment environment, Path folder, String subnet)
            throws IOException, InterruptedException, RpcException {
        Files.writeString(folder.resolve("config.toml"), """
                version = 2
                root = "%1$s/root"
                state = "%1$s/state"
                [grpc]
                  address = "%1$s/containerd.sock"
                [ttrpc]
                  address = "%1$s/ttrpc.sock"
                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = "%2$s"
                  disable_tcp_service = true
                  stream_server_address = "127.0.0.1"
                  stream_server_port = "0"
                  restrict_oom_score_adj = true
                  [plugins."io.containerd.grpc.v1.cri".cni]
                    bin_dir = "/usr/lib/cni"
                    conf_dir = "%1$s/cni"
                """.formatted(folder, BuiltInImages.PAUSE));
        Files.createDirectories(folder.resolve("cni"));
        Files.writeString(folder.resolve("cni/10-test.conflist"), """
                {"cniVersion": "0.4.0", "name": "test-%2$s", "plugins": [
                  {"type": "ptp", "ipMasq": false,
                   "ipam": {"type": "host-local", "dataDir": "%1$s/addresses", "ranges": [[{"subnet": "%3$s"}]]}}]}
                """.formatted(folder, folder.getFileName(), subnet));
        var process = launch(folder);
        var containerd = new PrivateContainerd(environment, folder, process);
        containerd.awaitReady();
        var pause = BuiltInImages.pause(Architecture.ofJvm(System.getProperty("os.arch")));
        var busybox = BuiltInImages.hello(
                Architecture.ofJvm(System.getProperty("os.arch")), Files.readAllBytes(Path.of("/bin/busybox")));
        containerd.load(pause, BuiltInImages.PAUSE);
        containerd.load(busybox, BUSYBOX);
        return containerd;
    }

    private static Process launch(Path folder) throws IOException {
        return new ProcessBuilder(
                        "containerd", "--config", folder.resolve("config.toml").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("containerd.log").toFile()))
                .start();
    }

    /// Ends it and starts it again, while its pods go on.
    public void restart() throws IOException, InterruptedException {
        end();
        process = launch(folder);
        awaitReady();
    }

    private void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /// Its socket's connection.
    public RpcSocket socket() {
        return socket;
    }

    /// Where its socket is.
    public Path socketPath() {
        return folder.resolve("containerd.sock");
    }

    /// What it wrote, for a test that fails.
    public String log() throws IOException {
        return Files.readString(folder.resolve("containerd.log"));
    }

    /// Brings an image in and waits until pods can use it.
    public void load(ImageRecipe recipe, String name) throws IOException, InterruptedException, RpcException {
        var file = Files.write(
                Files.createTempFile(folder, "image", ".tar"),
                ImageBuild.of(recipe).archive());
        var reference = ImageReference.parse(name).orElseThrow();
        new ImageImport(environment, socket).load(ImageArchive.open(file), List.of(reference));
        Files.delete(file);
        var images = new io.djong.kubelet.runtime.service.ImageService(socket);
        while (images.images().stream().noneMatch(image -> image.repoTags().contains(reference.toString()))) {
            environment.timers().sleep(POLL);
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        while (true) {
            try {
                var status = new RuntimeService(socket).status(false).status();
                if (status != null && status.conditions().stream().allMatch(condition -> condition.status())) {
                    return;
                }
            } catch (RpcException e) {
                if (!process.isAlive()) {
                    throw new IOException("containerd ended: " + log(), e);
                }
            }
            environment.timers().sleep(POLL);
        }
    }

    /// Ends its pods, and then itself.
    public void close() throws InterruptedException {
        var runtime = new RuntimeService(socket);
        try {
            for (PodSandbox sandbox : runtime.sandboxes(PodSandboxFilter.EMPTY)) {
                runtime.stopSandbox(sandbox.id());
                runtime.removeSandbox(sandbox.id());
            }
        } catch (RpcException e) {
            throw new IllegalStateException("pods were left behind", e);
        } finally {
            socket.close();
            end();
        }
    }
}
