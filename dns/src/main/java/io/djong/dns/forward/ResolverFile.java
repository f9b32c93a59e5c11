package io.djong.dns.forward;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The servers that a `resolv.conf(5)` names. What else it says is for those who resolve, not for those who forward.
final class ResolverFile {
    /// The most that are used (CoreDNS's limit of upstreams).
    static final int SERVERS_MAX = 15;
    /// A longer file is no resolver file.
    static final int BYTES_MAX = 1 << 16;

    private static final int PORT = 53;

    private ResolverFile() {}

    /// @return in the file's order, each once; lines that name no address are passed over
    static List<InetSocketAddress> servers(String text) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length < 2 || !words[0].equals("nameserver")) continue;
            InetAddress address = address(words[1]);
            if (address == null) continue;
            InetSocketAddress server = new InetSocketAddress(address, PORT);
            if (!servers.contains(server) && servers.size() < SERVERS_MAX) servers.add(server);
        }
        return List.copyOf(servers);
    }

    private static @Nullable InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
