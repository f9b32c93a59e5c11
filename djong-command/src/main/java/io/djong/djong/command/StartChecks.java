package io.djong.djong.command;

import io.djong.cluster.bootstrap.ClusterConfig;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.node.RuntimeMachine;
import io.djong.cluster.node.RuntimeSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What would make a start fail later, found before anything is changed.
final class StartChecks {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private StartChecks() {}

    static void all(ClusterConfig config) throws ClusterException {
        cgroups(config);
        loopback();
        runtime(config);
        ports(config);
    }

    private static void cgroups(ClusterConfig config) throws ClusterException {
        if (config.failCgroupV1() && !RuntimeMachine.cgroupV2()) {
            throw new ClusterException(
                    "this machine has control groups version 1; leave --fail-cgroupv1 out to use them all the same, or boot"
                            + " with systemd.unified_cgroup_hierarchy=1");
        }
    }

    private static void loopback() throws ClusterException {
        try {
            var device = NetworkInterface.getByInetAddress(LOOPBACK);
            if (device == null || !device.isUp()) {
                throw new ClusterException(
                        "127.0.0.1 cannot be reached on this machine, and all parts of a cluster talk to each other"
                                + " there; bring it up with: ip link set lo up");
            }
        } catch (SocketException e) {
            throw new ClusterException("the devices of this machine cannot be read: " + Failure.sentence(e), e);
        }
    }

    private static void runtime(ClusterConfig config) throws ClusterException {
        if (!config.runtimeEndpoint().isEmpty()) {
            RuntimeSocket.checkForeign(config.runtimeEndpoint());
            return;
        }
        RuntimeSocket.checkOwn(config.folders());
        for (String program : new String[] {"containerd", "runc"}) {
            if (RuntimeMachine.program(program).isEmpty()) {
                throw new ClusterException("there is no " + program + " on this machine; \"djong up\" installs it on"
                        + " Debian, or install it with your package manager");
            }
        }
    }

    private static void ports(ClusterConfig config) throws ClusterException {
        var ports = config.ports();
        Map<String, InetSocketAddress> all = new LinkedHashMap<>();
        var any = InetAddress.ofLiteral("0.0.0.0");
        all.put("--secure-port", new InetSocketAddress(config.bind(), ports.apiServer()));
        all.put("--controller-manager-port", new InetSocketAddress(LOOPBACK, ports.controllerManager()));
        all.put("--scheduler-port", new InetSocketAddress(LOOPBACK, ports.scheduler()));
        all.put("--kubelet-port", new InetSocketAddress(any, ports.kubelet()));
        all.put("--kubelet-healthz-port", new InetSocketAddress(LOOPBACK, ports.kubeletHealth()));
        all.put("--proxy-healthz-port", new InetSocketAddress(any, ports.proxyHealth()));
        all.put("--proxy-metrics-port", new InetSocketAddress(LOOPBACK, ports.proxyMetrics()));
        for (var port : all.entrySet()) {
            free(port.getKey(), port.getValue());
        }
    }

    private static void free(String flag, InetSocketAddress address) throws ClusterException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            throw new ClusterException(
                    "port " + address.getPort() + " cannot be used (" + Failure.sentence(e)
                            + "): end the program that has it (ss -tlnp shows it), or choose another port with " + flag,
                    e);
        }
    }
}
