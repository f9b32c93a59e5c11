package io.djong.linux.netns;

import io.djong.linux.LinuxException;
import io.djong.linux.netlink.RouteSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Namespaces that a test made, with their loopback up; all go when it closes.
public final class TestNamespaces implements AutoCloseable {
    private final Netns netns =
            new Netns(Thread.ofPlatform().daemon().name("netns").factory());
    private final Path folder;
    private final List<Path> made = new ArrayList<>();

    public TestNamespaces() throws IOException {
        folder = Files.createTempDirectory("djong-netns");
    }

    public Netns netns() {
        return netns;
    }

    public Path create(String name) throws IOException, LinuxException, InterruptedException {
        Path path = folder.resolve(name);
        netns.create(path);
        made.add(path);
        try (RouteSocket routes = routes(path)) {
            routes.links().setUp(1);
        }
        return path;
    }

    public RouteSocket routes(Path path) throws IOException, LinuxException, InterruptedException {
        return netns.run(path, RouteSocket::open);
    }

    /// Runs a program inside; its output with its errors.
    public String exec(Path path, String... command) throws IOException, LinuxException, InterruptedException {
        return netns.run(path, () -> {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return out;
        });
    }

    @Override
    public void close() throws IOException, LinuxException {
        for (Path path : made) {
            netns.delete(path);
        }
        Files.delete(folder);
    }
}
