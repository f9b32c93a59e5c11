package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Three members of an etcd cluster (Debian's etcd) beside a machine's cluster, which keeps its objects there. A
/// member that is killed keeps its data.
final class EtcdMembers {
    private static final int COUNT = 3;
    private static final int CLIENT_PORT = 12_379;
    private static final int PEER_PORT = 12_479;

    private final NodeMachine machine;
    private final Path folder;
    private final List<Process> members = new ArrayList<>();

    private EtcdMembers(NodeMachine machine, Path folder) {
        this.machine = machine;
        this.folder = folder;
    }

    /// Starts them, waits until they serve, and tells the machine's configuration of them.
    static EtcdMembers start(NodeMachine machine, Path folder) throws Exception {
        var etcd = new EtcdMembers(machine, Files.createDirectories(folder));
        for (int i = 0; i < COUNT; i++) {
            etcd.members.add(etcd.launch(i));
        }
        for (int i = 0; i < COUNT; i++) {
            etcd.awaitMember(i);
        }
        Files.writeString(machine.config(), "etcd-servers: [" + etcd.servers() + "]\n", StandardOpenOption.APPEND);
        return etcd;
    }

    String servers() {
        return IntStream.range(0, COUNT).mapToObj(i -> url(CLIENT_PORT + i)).collect(Collectors.joining(", "));
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    /// Ends a member without a word.
    void kill(int index) throws InterruptedException {
        members.get(index).destroyForcibly().waitFor();
    }

    /// A member that was killed comes back with its data.
    void restart(int index) throws Exception {
        members.set(index, launch(index));
    }

    /// Waits until a member serves with the others.
    void awaitMember(int index) throws Exception {
        machine.await(
                "\"health\":\"true\"",
                () -> machine.tryIn("busybox", "wget", "-qO-", url(CLIENT_PORT + index) + "/health")
                        .out());
    }

    private Process launch(int index) throws IOException {
        var peers = IntStream.range(0, COUNT)
                .mapToObj(i -> "m" + i + "=" + url(PEER_PORT + i))
                .collect(Collectors.joining(","));
        var log = folder.resolve("m" + index + ".log");
        // Their processes die here, not their machines: what they wrote is there without fsync.
        var process = machine.startIn(
                "sh",
                "-c",
                "exec etcd \"$@\" >>" + log + " 2>&1",
                "etcd",
                "--name=m" + index,
                "--data-dir=" + folder.resolve("m" + index),
                "--listen-client-urls=" + url(CLIENT_PORT + index),
                "--advertise-client-urls=" + url(CLIENT_PORT + index),
                "--listen-peer-urls=" + url(PEER_PORT + index),
                "--initial-advertise-peer-urls=" + url(PEER_PORT + index),
                "--initial-cluster=" + peers,
                "--unsafe-no-fsync");
        assertThat(Path.of("/usr/bin/etcd"))
                .as("etcd is not installed: run scripts/test-packages.sh")
                .exists();
        return process;
    }

    /// Ends them all.
    void stop() throws InterruptedException {
        for (int i = 0; i < members.size(); i++) {
            kill(i);
        }
    }
}
