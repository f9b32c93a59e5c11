package io.djong.cluster.streams;

import io.djong.base.time.Environment;
import io.djong.kubelet.cri.ContainerConfig;
import io.djong.kubelet.cri.ContainerMetadata;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.LinuxContainerConfig;
import io.djong.kubelet.cri.LinuxContainerSecurityContext;
import io.djong.kubelet.cri.LinuxPodSandboxConfig;
import io.djong.kubelet.cri.LinuxSandboxSecurityContext;
import io.djong.kubelet.cri.NamespaceMode;
import io.djong.kubelet.cri.NamespaceOption;
import io.djong.kubelet.cri.PodSandboxConfig;
import io.djong.kubelet.cri.PodSandboxMetadata;
import io.djong.kubelet.images.archive.Architecture;
import io.djong.kubelet.images.archive.BuiltInImages;
import io.djong.kubelet.images.archive.ImageArchive;
import io.djong.kubelet.images.archive.ImageBuild;
import io.djong.kubelet.images.store.ImageImport;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import io.djong.kubelet.runtime.service.ImageService;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A containerd of a test's own, whose pods use the machine's network.
final class TestRuntime {
    private final Environment environment;
    private final Path folder;
    private final Process process;
    private final RpcSocket socket;
    private final RuntimeService service;
    private final List<String> sandboxes = new ArrayList<>();

    private TestRuntime(Environment environment, Path folder, Process process) {
        this.environment = environment;
        this.folder = folder;
        this.process = process;
        this.socket = RpcSocket.open(environment, folder.resolve("containerd.sock"));
        this.service = new RuntimeService(socket);
    }

    static TestRuntime start(Environment environment, Path folder) throws Exception {
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
                  restrict_oom_score_adj = true
                  [plugins."io.containerd.grpc.v1.cri".containerd]
                    snapshotter = "native"
                    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                      runtime_type = "io.containerd.runc.v2"
                      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
                        Root = "%1$s/state/runc"
                """.formatted(folder));
        var process = new ProcessBuilder("containerd", "--config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("containerd.log").toFile())
                .start();
        var started = new TestRuntime(environment, folder, process);
        while (!started.answers()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(started.log());
            }
            environment.timers().sleep(Duration.ofMillis(20));
        }
        started.load(ImageBuild.of(BuiltInImages.pause(Architecture.AMD64)).archive());
        started.load(ImageBuild.of(BuiltInImages.hello(Architecture.AMD64, Files.readAllBytes(Path.of("/bin/busybox"))))
                .archive());
        for (var name : List.of(BuiltInImages.PAUSE, BuiltInImages.HELLO)) {
            while (new ImageService(started.socket)
                    .image(ImageSpec.EMPTY.withImage(name))
                    .isEmpty()) {
                environment.timers().sleep(Duration.ofMillis(20));
            }
        }
        return started;
    }

    private boolean answers() throws InterruptedException {
        try {
            service.version();
            return true;
        } catch (RpcException e) {
            return false;
        }
    }

    private void load(byte[] archive) throws Exception {
        var file = Files.write(Files.createTempFile(folder, "image", ".tar"), archive);
        new ImageImport(environment, socket).load(ImageArchive.open(file), List.of());
    }

    RuntimeService service() {
        return service;
    }

    ImageService images() {
        return new ImageService(socket);
    }

    Path folder() {
        return folder;
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("containerd.log"));
    }

    Path logs(String uid) {
        return folder.resolve("logs").resolve(uid);
    }

    private static NamespaceOption namespaces() {
        return NamespaceOption.EMPTY.withNetwork(NamespaceMode.NODE).withPid(NamespaceMode.CONTAINER);
    }

    private PodSandboxConfig sandboxConfig(String name, String uid) {
        return PodSandboxConfig.EMPTY
                .withMetadata(new PodSandboxMetadata(name, uid, "default", 0))
                .withLogDirectory(logs(uid).toString())
                .withLinux(LinuxPodSandboxConfig.EMPTY.withSecurityContext(
                        LinuxSandboxSecurityContext.EMPTY.withNamespaceOptions(namespaces())));
    }

    /// @return its id
    String sandbox(String name, String uid) throws Exception {
        Files.createDirectories(logs(uid));
        var id = service.runSandbox(sandboxConfig(name, uid), "");
        sandboxes.add(id);
        return id;
    }

    /// A container that runs a shell's script.
    ///
    /// @return its id
    String container(String sandbox, String pod, String uid, String name, boolean stdin, String script)
            throws Exception {
        var config = ContainerConfig.EMPTY
                .withMetadata(new ContainerMetadata(name, 0))
                .withImage(ImageSpec.EMPTY.withImage(BuiltInImages.HELLO))
                .withCommand(List.of("/bin/sh", "-c", script))
                .withLogPath(name + ".log")
                .withStdin(stdin)
                .withLabels(new TreeMap<>(Map.of("io.kubernetes.pod.uid", uid, "io.kubernetes.container.name", name)))
                .withLinux(LinuxContainerConfig.EMPTY.withSecurityContext(
                        LinuxContainerSecurityContext.EMPTY.withNamespaceOptions(namespaces())));
        var id = service.createContainer(sandbox, config, sandboxConfig(pod, uid));
        service.startContainer(id);
        return id;
    }

    void stop() throws Exception {
        for (var each : sandboxes) {
            service.stopSandbox(each);
            service.removeSandbox(each);
        }
        socket.close();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
