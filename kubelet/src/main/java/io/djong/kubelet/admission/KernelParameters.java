package io.djong.kubelet.admission;

import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Sysctl;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which kernel parameters a pod may set without being asked twice: those that are the pod's own and harm
/// nobody else.
final class KernelParameters {
    private static final Set<String> SAFE = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_wmem");

    private KernelParameters() {}

    /// Why the pod is not taken; null when its parameters are fine.
    static @Nullable Rejection judge(Pod pod) {
        var security = pod.spec().securityContext();
        if (security == null) {
            return null;
        }
        for (Sysctl sysctl : security.sysctls()) {
            var name = sysctl.name().replace('/', '.');
            if (!SAFE.contains(name)) {
                return forbidden(name, "not allowlisted");
            }
            if (pod.spec().hostNetwork() && name.startsWith("net.")) {
                return forbidden(name, "not allowed with host Net enabled");
            }
            if (pod.spec().hostIPC() && name.startsWith("kernel.")) {
                return forbidden(name, "not allowed with host IPC enabled");
            }
        }
        return null;
    }

    private static Rejection forbidden(String name, String why) {
        return new Rejection("SysctlForbidden", "forbidden sysctl: \"" + name + "\" " + why);
    }
}
