package io.djong.proxy;

import io.djong.base.log.Log;
import io.djong.linux.sysctl.Sysctl;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Settings of connection tracking that a proxy makes at its start. Zero leaves a value as it is.
///
/// @param maxPerCore connections per CPU
/// @param min connections at least, whatever the number of CPUs
/// @param tcpLiberal whether TCP packets outside of the window count as part of their connection
public record ConntrackSettings(
        int maxPerCore,
        int min,
        boolean tcpLiberal,
        Duration tcpEstablished,
        Duration tcpCloseWait,
        Duration udp,
        Duration udpStream) {
    private static final Log LOG = Log.of(ConntrackSettings.class);
    private static final String PREFIX = "net.netfilter.nf_conntrack_";

    /// The settings as kernel parameters, for so many CPUs; the number of connections is only ever raised.
    Map<String, String> sysctls(int cpus, long maxNow) {
        Map<String, String> wanted = new TreeMap<>();
        long max = maxPerCore <= 0 ? 0 : Math.max((long) maxPerCore * cpus, min);
        if (max > maxNow) {
            wanted.put(PREFIX + "max", Long.toString(max));
        }
        if (tcpLiberal) {
            wanted.put(PREFIX + "tcp_be_liberal", "1");
        }
        put(wanted, "tcp_timeout_established", tcpEstablished);
        put(wanted, "tcp_timeout_close_wait", tcpCloseWait);
        put(wanted, "udp_timeout", udp);
        put(wanted, "udp_timeout_stream", udpStream);
        return wanted;
    }

    private static void put(Map<String, String> wanted, String name, Duration value) {
        if (value.isPositive()) {
            wanted.put(PREFIX + name, Long.toString(value.toSeconds()));
        }
    }

    /// Writes them. What the kernel refuses (in a container, say) is logged and left.
    void apply(Sysctl sysctl, int cpus) {
        try {
            long now = sysctl.read(PREFIX + "max").map(Long::parseLong).orElse(Long.MAX_VALUE);
            for (var entry : sysctls(cpus, now).entrySet()) {
                if (!sysctl.read(entry.getKey()).orElse("").equals(entry.getValue())) {
                    sysctl.write(entry.getKey(), entry.getValue());
                }
            }
        } catch (IOException e) {
            LOG.warning("Connection tracking could not be set up as configured", e);
        }
    }
}
