package io.djong.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/// A small file of `key=value` lines that remembers, across restarts, what the machine had before us and what we
/// made, so that everything can be put back.
final class NetworkNotes {
    static final String BRIDGE = "bridge";
    static final String CLUSTER_CIDR = "clusterCidr";
    static final String SERVICE_CIDR = "serviceCidr";
    static final String IPTABLES_NAT_BEFORE = "iptablesNatBefore";
    static final String IP6TABLES_NAT_BEFORE = "ip6tablesNatBefore";
    static final String SYSCTL = "sysctl.";

    private final Path file;
    private final TreeMap<String, String> values = new TreeMap<>();

    private NetworkNotes(Path file) {
        this.file = file;
    }

    static NetworkNotes read(Path folder) throws IOException {
        NetworkNotes notes = new NetworkNotes(folder.resolve("network.notes"));
        try {
            for (String line : Files.readAllLines(notes.file, StandardCharsets.UTF_8)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    notes.values.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        } catch (NoSuchFileException e) {
            // nothing made yet
        }
        return notes;
    }

    /// "" when it was never written.
    String get(String key) {
        return values.getOrDefault(key, "");
    }

    Map<String, String> all() {
        return new TreeMap<>(values);
    }

    /// The first value stays: it is from before us.
    void putOnce(String key, String value) throws IOException {
        if (!values.containsKey(key)) {
            put(key, value);
        }
    }

    void put(String key, String value) throws IOException {
        if (value.equals(values.put(key, value))) {
            return;
        }
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        StringBuilder text = new StringBuilder();
        values.forEach((k, v) -> text.append(k).append('=').append(v).append('\n'));
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, text, StandardCharsets.UTF_8);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void forget() throws IOException {
        Files.deleteIfExists(file);
        values.clear();
    }
}
