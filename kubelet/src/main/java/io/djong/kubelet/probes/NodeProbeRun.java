package io.djong.kubelet.probes;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ExecAction;
import io.djong.api.types.core.v1.Probe;
import io.djong.api.types.core.v1.TCPSocketAction;
import io.djong.base.time.Environment;
import io.djong.kubelet.environment.Expansion;
import io.djong.kubelet.runtime.NamedPort;
import io.djong.kubelet.runtime.NetworkFault;
import io.djong.kubelet.runtime.rpc.HealthCheck;
import io.djong.kubelet.runtime.rpc.RpcCode;
import io.djong.kubelet.runtime.rpc.RpcException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs probes from this node: commands by the runtime, connections by the host's network.
final class NodeProbeRun implements ProbeRun, AutoCloseable {
    /// How much of a command's output is kept.
    static final int OUTPUT_BYTES_MAX = 10 * 1024;

    private final ContainerCommands commands;
    private final HttpProbe http;
    private final HealthCheck health;

    NodeProbeRun(Environment environment, ContainerCommands commands) {
        this.commands = commands;
        this.http = new HttpProbe(environment);
        this.health = new HealthCheck(environment);
    }

    @Override
    public ProbeResult run(Probe probe, Container container, String containerId, String podIp)
            throws InterruptedException {
        var timeout = Duration.ofSeconds(Math.max(1, probe.timeoutSeconds()));
        var exec = probe.exec();
        if (exec != null) {
            return command(expanded(exec, container), containerId, timeout);
        }
        try {
            var get = probe.httpGet();
            if (get != null) {
                return http.get(get, podIp, NamedPort.number(get.port(), container), timeout);
            }
            var tcp = probe.tcpSocket();
            if (tcp != null) {
                return connect(tcp, podIp, NamedPort.number(tcp.port(), container), timeout);
            }
        } catch (NamedPort.UnknownPortException e) {
            return ProbeResult.unknown(String.valueOf(e.getMessage()));
        }
        var grpc = probe.grpc();
        if (grpc != null) {
            var service = grpc.service();
            var authority = NetworkFault.authority(podIp, grpc.port());
            var fault = health.check(podIp, grpc.port(), authority, service == null ? "" : service, timeout);
            return fault.isEmpty() ? ProbeResult.success("service healthy") : ProbeResult.failure(fault);
        }
        return ProbeResult.unknown("missing probe handler for " + container.name());
    }

    /// The command with what the container's definition itself says of its variables.
    private static ExecAction expanded(ExecAction exec, Container container) {
        Map<String, String> variables = new HashMap<>();
        container.env().forEach(variable -> variables.put(variable.name(), variable.value()));
        return exec.withCommand(exec.command().stream()
                .map(word -> Expansion.expand(word, variables))
                .toList());
    }

    private ProbeResult command(ExecAction exec, String containerId, Duration timeout) throws InterruptedException {
        try {
            var answer = commands.run(containerId, exec.command(), timeout);
            var output = output(answer.stdout(), answer.stderr());
            return answer.exitCode() == 0 ? ProbeResult.success(output) : ProbeResult.failure(output);
        } catch (RpcException e) {
            if (e.code() == RpcCode.DEADLINE_EXCEEDED) {
                return ProbeResult.failure("command timed out: " + quoted(exec.command()) + " timed out after "
                        + timeout.toSeconds() + "s");
            }
            return ProbeResult.unknown(String.valueOf(e.getMessage()));
        }
    }

    private static String quoted(List<String> command) {
        return '"' + String.join(" ", command).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String output(byte[] stdout, byte[] stderr) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(stdout);
        all.writeBytes(stderr);
        var bytes = all.toByteArray();
        return new String(bytes, 0, Math.min(bytes.length, OUTPUT_BYTES_MAX), StandardCharsets.UTF_8);
    }

    private static ProbeResult connect(TCPSocketAction tcp, String podIp, int port, Duration timeout) {
        var host = tcp.host().isEmpty() ? podIp : tcp.host();
        var target = NetworkFault.authority(host, port);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            return ProbeResult.success("");
        } catch (SocketTimeoutException e) {
            return ProbeResult.failure("dial tcp " + target + ": i/o timeout");
        } catch (IOException e) {
            return ProbeResult.failure("dial tcp " + target + ": connect: " + NetworkFault.reason(e));
        }
    }

    @Override
    public void close() {
        http.close();
        health.close();
    }
}
