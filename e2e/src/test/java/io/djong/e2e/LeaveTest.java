package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Leave: what stays after `down`, and that nothing stays after `reset`.
class LeaveTest {
    private static final Pattern CONTAINER = Pattern.compile("containerd://([0-9a-f]{64})");

    @TempDir
    private Path folder;

    @Test
    void downLeavesContainersAndResetLeavesNothing() throws Exception {
        var djong = new Installation(Installation.built(), folder.resolve("caches"));
        try (var machine = NodeMachine.make(djong, folder.resolve("machine"))) {
            var before = Traces.of(machine);
            machine.djong("up");
            var examples = Installation.built().resolve("examples/hello.yaml").toString();
            machine.kubectl("apply", "-f", examples);
            machine.kubectl("-n", "demo", "rollout", "status", "deployment/hello", "--timeout=90s");
            var containers = containers(machine);

            assertThat(machine.djong("down"))
                    .contains("The cluster has stopped.")
                    .contains("Containers go on");
            assertThat(machine.tryDjong("status").out()).startsWith("No cluster runs");
            assertThat(running(containers)).isEqualTo(containers.size());

            machine.djong("down", "--all");
            assertThat(running(containers)).isZero();
            machine.djong("up");
            machine.kubectl("-n", "demo", "rollout", "status", "deployment/hello", "--timeout=90s");

            assertThat(machine.djong("reset")).contains("The cluster is gone.");
            assertThat(Traces.of(machine)).isEqualTo(before);
        }
    }

    private static Set<String> containers(NodeMachine machine) throws Exception {
        var found = new TreeSet<String>();
        var matcher = CONTAINER.matcher(machine.kubectl(
                "-n", "demo", "get", "pods", "-o", "jsonpath={.items[*].status.containerStatuses[*].containerID}"));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        assertThat(found).hasSize(3);
        return found;
    }

    /// How many of these containers have processes.
    private static long running(Set<String> containers) throws Exception {
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .map(process -> containerOf(process, containers))
                    .filter(container -> !container.isEmpty())
                    .distinct()
                    .count();
        }
    }

    private static String containerOf(Path process, Set<String> containers) {
        try {
            var groups = Files.readString(process.resolve("cgroup"));
            return containers.stream().filter(groups::contains).findFirst().orElse("");
        } catch (java.io.IOException e) {
            return "";
        }
    }

    /// What a machine shows of a cluster.
    record Traces(
            List<String> processes,
            List<String> mounts,
            String links,
            String routes,
            String rules,
            String forwarding,
            Set<String> cgroups,
            Set<String> files) {
        static Traces of(NodeMachine machine) throws Exception {
            var folder = machine.folder().toString();
            return new Traces(
                    lines(machine.in("ps", "-eo", "args"), folder),
                    lines(Files.readString(Path.of("/proc/self/mountinfo")), folder),
                    machine.in("ip", "-o", "link").replaceAll("(state|mode) \\S+", ""),
                    machine.in("ip", "route"),
                    machine.in("nft", "list", "ruleset"),
                    machine.in("sysctl", "net.ipv4.ip_forward"),
                    podGroups(),
                    files(machine));
        }

        private static List<String> lines(String text, String part) {
            return text.lines()
                    .filter(line -> line.contains(part) && !line.contains("nsenter"))
                    .sorted()
                    .toList();
        }

        /// Of each hierarchy of control groups, those of pods: in this cluster's own group, or by their usual name.
        private static Set<String> podGroups() throws Exception {
            var found = new TreeSet<String>();
            try (var groups = Files.find(Path.of("/sys/fs/cgroup"), 2, (group, _) -> {
                var name = group.getFileName().toString();
                return name.equals("kubepods") || name.startsWith("djong-");
            })) {
                groups.forEach(group -> found.add(group.toString()));
            }
            return found;
        }

        private static Set<String> files(NodeMachine machine) throws Exception {
            var found = new TreeSet<String>();
            var roots = new ArrayList<>(List.of(machine.folder()));
            for (String fixed : List.of("/run/containerd", "/var/lib/cni", "/var/lib/kubelet", "/run/netns")) {
                roots.add(Path.of(fixed));
            }
            for (Path root : roots) {
                if (Files.exists(root)) {
                    try (var tree = Files.walk(root)) {
                        tree.forEach(path -> found.add(path.toString()));
                    }
                }
            }
            return found;
        }
    }
}
