package io.djong.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.cluster.bootstrap.ClusterFolders;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShimSocketsTest {
    @TempDir
    private Path folder;

    @Test
    void findsWhatTheBundlesName() throws Exception {
        var folders = new ClusterFolders(folder.resolve("state"), folder.resolve("run"), folder.resolve("config"));
        assertThat(ShimSockets.of(folders)).isEmpty();

        var bundles = folders.runtime().resolve("io.containerd.runtime.v2.task/k8s.io");
        var older = Files.createDirectories(bundles.resolve("a"));
        Files.writeString(older.resolve("address"), "unix:///run/containerd/s/1");
        Files.createDirectories(older.resolve("rootfs/etc"));
        Files.writeString(older.resolve("rootfs/etc/address"), "unix:///run/somebody/else");
        var newer = Files.createDirectories(bundles.resolve("b"));
        Files.writeString(
                newer.resolve("bootstrap.json"),
                "{\"version\":3,\"address\":\"unix:///run/containerd/s/2\",\"protocol\":\"ttrpc\"}");

        assertThat(ShimSockets.of(folders))
                .containsExactly(Path.of("/run/containerd/s/1"), Path.of("/run/containerd/s/2"));
    }

    @Test
    void knowsASocketAtWhichNobodyListens() throws Exception {
        var dead = folder.resolve("dead");
        try (var closed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            closed.bind(UnixDomainSocketAddress.of(dead));
        }
        try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(folder.resolve("alive")));

            assertThat(ShimSockets.dead(folder)).containsExactly(dead);
        }
        assertThat(ShimSockets.dead(folder.resolve("none"))).isEmpty();
    }

    @Test
    void controlGroupsOfTwoClustersAreApart() {
        var usual = new ClusterFolders(Path.of("/var/lib/djong"), Path.of("/run/djong"), Path.of("/etc/djong"));
        var one = new ClusterFolders(Path.of("/srv/one"), Path.of("/run/one"), Path.of("/etc/one"));
        var two = new ClusterFolders(Path.of("/srv/two"), Path.of("/run/two"), Path.of("/etc/two"));

        assertThat(usual.cgroupRoot()).isEmpty();
        assertThat(one.cgroupRoot()).matches("/djong-[0-9a-f]{8}").isNotEqualTo(two.cgroupRoot());
    }
}
