package io.djong.kubelet.node;

import io.djong.linux.LinuxException;
import io.djong.linux.file.FileSystemStatistics;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a [Machine] from `/proc`, `/sys` and `/etc`. What a machine does not tell is "" or 0.
public final class MachineReader {
    private static final long KIBIBYTE = 1024;

    private final Path root;
    private final Path stateFolder;

    /// @param root `/`, or a folder with such files
    /// @param stateFolder whose file system is the node's ephemeral storage
    public MachineReader(Path root, Path stateFolder) {
        this.root = root;
        this.stateFolder = stateFolder;
    }

    /// The machine as it is now.
    public Machine read() {
        var memory = new TreeMap<String, Long>();
        for (String line : lines("proc/meminfo")) {
            var words = line.strip().split("[:\\s]+");
            if (words.length >= 2) {
                memory.put(words[0], number(words[1]) * KIBIBYTE);
            }
        }
        var machineId = first("etc/machine-id");
        if (machineId.isEmpty()) {
            machineId = first("var/lib/dbus/machine-id");
        }
        var uuid = first("sys/class/dmi/id/product_uuid");
        return new Machine(
                machineId,
                uuid.isEmpty() ? machineId : uuid.toLowerCase(Locale.ROOT),
                first("proc/sys/kernel/random/boot_id"),
                first("proc/sys/kernel/osrelease"),
                osImage(),
                architecture(),
                cpus(),
                memory.getOrDefault("MemTotal", 0L),
                memory.getOrDefault("SwapTotal", 0L),
                hugePages(),
                storage(),
                addresses(),
                first("proc/sys/kernel/hostname"));
    }

    private String osImage() {
        for (String line : lines("etc/os-release")) {
            if (line.startsWith("PRETTY_NAME=")) {
                return line.substring("PRETTY_NAME=".length()).replace("\"", "");
            }
        }
        return "Linux";
    }

    private static String architecture() {
        var name = System.getProperty("os.arch", "");
        return switch (name) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> name;
        };
    }

    private int cpus() {
        var count = 0;
        for (String line : lines("proc/stat")) {
            if (line.startsWith("cpu") && line.length() > 3 && Character.isDigit(line.charAt(3))) {
                count++;
            }
        }
        return count == 0 ? Runtime.getRuntime().availableProcessors() : count;
    }

    private SortedMap<Long, Long> hugePages() {
        var pages = new TreeMap<Long, Long>();
        var folder = root.resolve("sys/kernel/mm/hugepages");
        if (!Files.isDirectory(folder)) {
            return pages;
        }
        try (var sizes = Files.newDirectoryStream(folder, "hugepages-*kB")) {
            for (Path size : sizes) {
                var name = String.valueOf(size.getFileName());
                var bytes = number(name.substring("hugepages-".length(), name.length() - 2)) * KIBIBYTE;
                pages.put(bytes, number(first(root.relativize(size) + "/nr_hugepages")));
            }
        } catch (IOException e) {
            return new TreeMap<>();
        }
        return pages;
    }

    private long storage() {
        try {
            Path existing = stateFolder.toAbsolutePath();
            while (!Files.exists(existing) && existing.getParent() != null) {
                existing = existing.getParent();
            }
            return FileSystemStatistics.of(existing).totalBytes();
        } catch (LinuxException e) {
            return 0;
        }
    }

    /// IPv4 before IPv6; addresses of the device with the default route before others.
    private List<String> addresses() {
        var device = defaultDevice();
        List<String> found = new ArrayList<>();
        try {
            if (device != null) {
                add(NetworkInterface.getByName(device), found);
            }
            if (found.isEmpty()) {
                for (NetworkInterface each :
                        NetworkInterface.networkInterfaces().toList()) {
                    add(each, found);
                }
            }
        } catch (SocketException e) {
            return List.of();
        }
        return found;
    }

    private static void add(@Nullable NetworkInterface device, List<String> found) throws SocketException {
        if (device == null || device.isLoopback() || !device.isUp()) {
            return;
        }
        List<String> later = new ArrayList<>();
        for (InterfaceAddress each : device.getInterfaceAddresses()) {
            InetAddress address = each.getAddress();
            if (address.isLinkLocalAddress() || address.isLoopbackAddress()) {
                continue;
            }
            (address instanceof Inet4Address ? found : later).add(text(address));
        }
        found.addAll(later);
    }

    private static String text(InetAddress address) {
        var text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    /// The device of the default route with the least metric, from `/proc/net/route`.
    private @Nullable String defaultDevice() {
        String best = null;
        long bestMetric = Long.MAX_VALUE;
        for (String line : lines("proc/net/route")) {
            var words = line.strip().split("\\s+");
            if (words.length > 7 && words[1].equals("00000000") && words[7].equals("00000000")) {
                long metric = number(words[6]);
                if (metric < bestMetric) {
                    best = words[0];
                    bestMetric = metric;
                }
            }
        }
        return best;
    }

    private String first(String path) {
        var lines = lines(path);
        return lines.isEmpty() ? "" : lines.getFirst().strip();
    }

    private List<String> lines(String path) {
        try {
            return Files.readString(root.resolve(path), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
