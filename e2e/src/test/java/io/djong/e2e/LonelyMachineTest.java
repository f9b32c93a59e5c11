package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine that nobody is near: no address but the loopback's, no route, no IPv6; and a clock that is set.
///
/// The clock is that of the cluster's own process (Debian's libfaketime, whose file says by how much it is off); the
/// monotonic clock, containerd and kubectl keep the true time.
class LonelyMachineTest {
    private static final String PODS = "jsonpath={range .items[*]}{.metadata.uid} "
            + "{.status.containerStatuses[0].containerID} {.status.containerStatuses[0].restartCount}{\"\\n\"}{end}";
    private static final String TOKEN_IS_TAKEN = "wget -q --no-check-certificate -O - --header \"Authorization: Bearer "
            + "$(cat /var/run/secrets/kubernetes.io/serviceaccount/token)\" "
            + "https://kubernetes.default.svc/apis/authentication.k8s.io/v1";

    @TempDir
    private static Path folder;

    private static NodeMachine machine;

    @BeforeAll
    static void start() throws Exception {
        machine = NodeMachine.make(
                new Installation(Installation.built(), folder.resolve("caches")), folder.resolve("machine"));
        machine.in("ip", "address", "flush", "dev", "n0");
        machine.in("ip", "link", "set", "n0", "down");
        machine.in("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.lo.disable_ipv6=1");
        setClock(0);
        try (var found = Files.walk(Path.of("/usr/lib"), 4)) {
            var library = found.filter(file -> file.endsWith("libfaketimeMT.so.1"))
                    .findFirst()
                    .orElseThrow();
            machine.djongWith(
                    Map.of(
                            "LD_PRELOAD", library.toString(),
                            "FAKETIME_TIMESTAMP_FILE", clock().toString(),
                            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                            "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                            "FAKETIME_CACHE_DURATION", "1"),
                    "up");
        }
        machine.kubectl("apply", "-f", DeployTest.example());
        machine.kubectl("-n", "demo", "rollout", "status", "deployment/hello", "--timeout=90s");
    }

    @AfterAll
    static void stop() throws Exception {
        machine.close();
    }

    private static Path clock() {
        return folder.resolve("clock");
    }

    private static void setClock(long secondsOff) throws Exception {
        var next = Files.writeString(folder.resolve("clock.new"), (secondsOff < 0 ? "" : "+") + secondsOff + "\n");
        Files.move(next, clock(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aClusterNeedsNoAddressNoRouteAndNoIpv6() throws Exception {
        assertThat(machine.in("ip", "-6", "address")).isEmpty();
        assertThat(machine.in("ip", "route", "show", "default")).isEmpty();
        assertThat(machine.kubectl("get", "nodes", "-o", "wide")).containsPattern("node-1 +Ready .* 10\\.42\\.0\\.1 ");
        assertThat(machine.kubectl("-n", "demo", "exec", "deploy/hello", "--", "wget", "-qO-", "http://hello"))
                .contains("Hello from hello-");
        assertThat(machine.in("busybox", "wget", "-qO-", "http://10.42.0.1:30080"))
                .contains("Hello from hello-");
    }

    @Test
    void theClockIsSetForwardAndBackAndEverythingGoesOn() throws Exception {
        var before = machine.kubectl("-n", "demo", "get", "pods", "-l", "app=hello", "-o", PODS);
        for (int hours : new int[] {1, -1}) {
            setClock(Duration.ofHours(hours).toSeconds());
            heartbeatAt(Duration.ofHours(hours));

            var name = "at-" + (hours + 1);
            machine.kubectl("run", name, "--image=localhost/djong/hello:1", "--", "sleep", "3600");
            machine.kubectl("wait", "--for=condition=Ready", "pod/" + name, "--timeout=60s");
            assertThat(machine.kubectl("exec", name, "--", "sh", "-c", TOKEN_IS_TAKEN))
                    .contains("tokenreviews");
            assertThat(machine.kubectl("get", "nodes")).containsPattern("node-1 +Ready ");
        }
        assertThat(machine.kubectl("-n", "demo", "get", "pods", "-l", "app=hello", "-o", PODS))
                .isEqualTo(before);
        assertThat(machine.kubectl("get", "events", "-A"))
                .doesNotContain("NodeNotReady", "TaintManagerEviction", "Evicted");
        assertThat(machine.djong("status")).doesNotContain("failing");
    }

    /// Waits until the node's lease is renewed by a clock that is off by so much.
    private static void heartbeatAt(Duration off) throws Exception {
        machine.await("within a minute", () -> {
            var renewed = Instant.parse(machine.kubectl(
                    "-n", "kube-node-lease", "get", "lease", "node-1", "-o", "jsonpath={.spec.renewTime}"));
            var away = Duration.between(Instant.now().plus(off), renewed).abs();
            return away.compareTo(Duration.ofMinutes(1)) < 0 ? "within a minute" : "renewed at " + renewed;
        });
    }
}
