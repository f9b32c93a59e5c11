package io.djong.benchmarks;

import io.djong.kubelet.cri.ContainerConfig;
import io.djong.kubelet.cri.ContainerMetadata;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.LinuxPodSandboxConfig;
import io.djong.kubelet.cri.Mount;
import io.djong.kubelet.cri.PodSandboxConfig;
import io.djong.kubelet.cri.PodSandboxMetadata;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Pods as the kubelet makes them, made by the runtime's own calls: a sandbox with a network and a control group, a
/// container with the mounts that each pod has. What they take is what no kubelet can save.
final class RuntimePods implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final RuntimeService runtime;
    private final Path folder;

    RuntimePods(RpcSocket socket) throws IOException {
        runtime = new RuntimeService(socket);
        folder = Files.createTempDirectory("djong-bench-pods");
        Files.createDirectories(folder.resolve("token"));
        Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        Files.writeString(folder.resolve("termination"), "");
    }

    /// @param startedMillis to make and start both
    /// @param endedMillis to stop both
    record Times(double startedMillis, double endedMillis) {}

    /// Starts a pod and takes it away again.
    Times pod(String name) throws RpcException, InterruptedException {
        var sandboxConfig = PodSandboxConfig.EMPTY
                .withMetadata(new PodSandboxMetadata(name, "uid-" + name, "bench", 0))
                .withHostname(name)
                .withLogDirectory(folder.resolve(name).toString())
                .withLabels(Map.of("djong.io/bench", name))
                .withLinux(LinuxPodSandboxConfig.EMPTY.withCgroupParent("/kubepods/besteffort"));
        var config = ContainerConfig.EMPTY
                .withMetadata(new ContainerMetadata("main", 0))
                .withImage(ImageSpec.EMPTY.withImage(PodStartBench.IMAGE))
                .withCommand(PodStartBench.COMMAND)
                .withMounts(List.of(
                        mount("hosts", "/etc/hosts"),
                        mount("termination", "/dev/termination-log"),
                        mount("token", "/var/run/secrets/kubernetes.io/serviceaccount")))
                .withLogPath("main/0.log");
        long start = System.nanoTime();
        var sandbox = runtime.runSandbox(sandboxConfig, "");
        try {
            var container = runtime.createContainer(sandbox, config, sandboxConfig);
            runtime.startContainer(container);
            double started = (System.nanoTime() - start) / 1e6;
            Thread.sleep(200);
            start = System.nanoTime();
            runtime.stopContainer(container, GRACE);
            runtime.stopSandbox(sandbox);
            return new Times(started, (System.nanoTime() - start) / 1e6);
        } finally {
            runtime.stopSandbox(sandbox);
            runtime.removeSandbox(sandbox);
        }
    }

    private Mount mount(String file, String path) {
        return Mount.EMPTY.withHostPath(folder.resolve(file).toString()).withContainerPath(path);
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }
}
