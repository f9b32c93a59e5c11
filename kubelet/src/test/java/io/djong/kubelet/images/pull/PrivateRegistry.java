package io.djong.kubelet.images.pull;

import io.djong.base.time.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A registry of a test's own on the loopback device, Debian's `docker-registry`, which knows one user.
final class PrivateRegistry {
    static final String USER = "me";
    static final String PASSWORD = "secret";

    /// The password, as the registry's file wants it.
    private static final String HASH = "$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a";

    private final Path folder;
    private final Process process;
    private final int port;

    private PrivateRegistry(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    static PrivateRegistry start(Environment environment, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        var users = Files.writeString(folder.resolve("users"), USER + ":" + HASH + "\n");
        var config =
                Files.writeString(folder.resolve("config.yml"), """
                version: 0.1
                storage:
                  filesystem:
                    rootdirectory: %s
                http:
                  addr: 127.0.0.1:%d
                auth:
                  htpasswd:
                    realm: test
                    path: %s
                """.formatted(folder.resolve("data"), port, users));
        var process = new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        var registry = new PrivateRegistry(folder, process, port);
        while (!registry.answers()) {
            if (!process.isAlive()) {
                throw new IOException(Files.readString(folder.resolve("registry.log")));
            }
            environment.timers().sleep(Duration.ofMillis(20));
        }
        return registry;
    }

    /// An image's name in it.
    String name(String path) {
        return "127.0.0.1:" + port + "/" + path;
    }

    /// Brings an image of a containerd into it.
    void push(Path containerd, String local, String path) throws IOException, InterruptedException {
        var log = folder.resolve("push.log");
        var push = new ProcessBuilder(
                        "ctr",
                        "-a",
                        containerd.toString(),
                        "-n",
                        "k8s.io",
                        "images",
                        "push",
                        "--plain-http",
                        "--user",
                        USER + ":" + PASSWORD,
                        name(path),
                        local)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (push.waitFor() != 0) {
            throw new IOException(Files.readString(log));
        }
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
