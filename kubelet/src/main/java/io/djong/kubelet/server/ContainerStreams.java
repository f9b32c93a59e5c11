package io.djong.kubelet.server;

import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Environment;
import io.djong.client.command.RemoteCommand;
import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.Piece;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.HttpClient;
import io.djong.http.client.Origin;
import io.djong.http.proxy.HttpProxy;
import io.djong.http.stream.CommandStreams;
import io.djong.http.websocket.Handshake;
import io.djong.kubelet.cri.AttachRequest;
import io.djong.kubelet.cri.ExecRequest;
import io.djong.kubelet.cri.PortForwardRequest;
import io.djong.kubelet.pods.KubeletPods;
import io.djong.kubelet.runtime.PodLifecycle;
import io.djong.kubelet.runtime.SandboxStatus;
import io.djong.kubelet.runtime.rpc.RpcCode;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `/exec`, `/attach`, `/portForward` and `/run`: asks the runtime for a streaming endpoint and passes the
/// client's connection through. The runtime speaks SPDY; for WebSockets it is translated.
final class ContainerStreams {
    private static final int REFUSAL_BYTES_MAX = 50_000;

    /// What a command may have written for `/run`, which answers when it has ended.
    private static final Duration RUN_LIMIT = Duration.ofMinutes(2);

    private final Environment environment;
    private final KubeletPods pods;
    private final PodLifecycle lifecycle;
    private final RuntimeService runtime;
    private final HttpClient client;

    /// @param client towards the runtime's streaming server
    ContainerStreams(
            Environment environment,
            KubeletPods pods,
            PodLifecycle lifecycle,
            RuntimeService runtime,
            HttpClient client) {
        this.environment = environment;
        this.pods = pods;
        this.lifecycle = lifecycle;
        this.runtime = runtime;
        this.client = client;
    }

    /// @param uid "" for whichever has the name
    /// @throws Refusal in upstream's words
    void exec(Exchange exchange, String namespace, String name, String uid, String container)
            throws Refusal, InterruptedException {
        exchange.requireMethod("GET", "POST");
        var streams = streams(exchange);
        var pod = pod(namespace, name, uid);
        var id = running(pod, container);
        if (id.isEmpty()) {
            throw new Refusal(500, "container not found (\"" + container + "\")");
        }
        URI endpoint;
        try {
            endpoint = URI.create(runtime.exec(new ExecRequest(
                    id, exchange.all("command"), streams.tty(), streams.stdin(), streams.stdout(), streams.stderr())));
        } catch (RpcException e) {
            throw refusal(e);
        }
        command(exchange, endpoint, streams);
    }

    void attach(Exchange exchange, String namespace, String name, String uid, String container)
            throws Refusal, InterruptedException {
        exchange.requireMethod("GET", "POST");
        var asked = streams(exchange);
        var pod = pod(namespace, name, uid);
        var id = running(pod, container);
        if (id.isEmpty()) {
            throw new Refusal(500, "container " + container + " not found in pod " + name + "_" + namespace);
        }
        // Whether there is a terminal was decided when the container was made.
        boolean tty = ContainerTerminals.has(pod, container);
        var streams = new CommandStreams(asked.stdin(), asked.stdout(), asked.stderr() && !tty, tty);
        URI endpoint;
        try {
            endpoint = URI.create(
                    runtime.attach(new AttachRequest(id, streams.stdin(), tty, streams.stdout(), streams.stderr())));
        } catch (RpcException e) {
            throw refusal(e);
        }
        command(exchange, endpoint, streams);
    }

    void portForward(Exchange exchange, String namespace, String name, String uid)
            throws Refusal, InterruptedException {
        exchange.requireMethod("GET", "POST");
        var pod = pod(namespace, name, uid);
        var ports = ports(exchange);
        URI endpoint;
        try {
            var sandbox = lifecycle.status(pod.metadata().uid()).sandboxes().stream()
                    .filter(SandboxStatus::ready)
                    .findFirst();
            if (sandbox.isEmpty()) {
                throw new Refusal(
                        500,
                        "failed to find sandboxID for pod " + name + "_" + namespace + "("
                                + pod.metadata().uid() + ")");
            }
            endpoint = URI.create(
                    runtime.portForward(new PortForwardRequest(sandbox.get().id(), ports)));
        } catch (RpcException e) {
            throw refusal(e);
        }
        if (!RemoteCommand.isTunnel(exchange.request)) {
            pass(exchange, endpoint);
            return;
        }
        checkHandshake(exchange);
        try {
            var refused = new RemoteCommand(environment, client)
                    .tunnel(exchange.request, exchange.response, ClientRequest.get(endpoint));
            if (refused != null) {
                try (var answer = refused.response()) {
                    exchange.response.send(answer.status(), Piece.of(answer.body(REFUSAL_BYTES_MAX)));
                }
            }
        } catch (HttpException e) {
            throw new Refusal(500, "error dialing backend: " + e.getMessage());
        }
    }

    /// Ports stand in the query only for WebSockets; in SPDY each stream says its own.
    private static List<Integer> ports(Exchange exchange) throws Refusal {
        var ports = new ArrayList<Integer>();
        for (var value : exchange.all("port")) {
            for (var each : value.split(",")) {
                try {
                    int port = Integer.parseInt(each);
                    if (port < 1 || port > 65_535) {
                        throw new Refusal(400, "invalid port \"" + each + "\"");
                    }
                    ports.add(port);
                } catch (NumberFormatException e) {
                    throw new Refusal(400, "invalid port \"" + each + "\"");
                }
            }
        }
        return ports;
    }

    /// Runs a command to its end and answers with what it wrote.
    void run(Exchange exchange, String namespace, String name, String uid, String container)
            throws Refusal, InterruptedException {
        exchange.requireMethod("POST");
        var pod = pod(namespace, name, uid);
        var id = running(pod, container);
        if (id.isEmpty()) {
            throw new Refusal(500, "container not found (\"" + container + "\")");
        }
        try {
            var result = runtime.execSync(id, List.of(exchange.first("cmd").split(" ")), RUN_LIMIT);
            var stdout = result.stdout();
            var stderr = result.stderr();
            if (result.exitCode() != 0) {
                throw new Refusal(500, "command terminated with exit code " + result.exitCode());
            }
            exchange.response.header("Content-Type", "application/json").send(200, Piece.of(stdout), Piece.of(stderr));
        } catch (RpcException e) {
            throw new Refusal(500, String.valueOf(e.getMessage()));
        }
    }

    private Pod pod(String namespace, String name, String uid) throws Refusal {
        var pod = pods.byName(namespace, name);
        if (pod == null || !(uid.isEmpty() || uid.equals(pod.metadata().uid()))) {
            throw new Refusal(404, "pod does not exist");
        }
        return pod;
    }

    /// The runtime's id of the container that runs; "" when none does.
    private String running(Pod pod, String container) throws Refusal, InterruptedException {
        try {
            var state = lifecycle.status(pod.metadata().uid()).container(container);
            return state != null && state.isRunning() ? state.id() : "";
        } catch (RpcException e) {
            throw refusal(e);
        }
    }

    /// Which streams are wanted; a terminal has no stderr of its own.
    private static CommandStreams streams(Exchange exchange) throws Refusal {
        boolean tty = exchange.first("tty").equals("1");
        boolean stdin = exchange.first("input").equals("1");
        boolean stdout = exchange.first("output").equals("1");
        boolean stderr = exchange.first("error").equals("1") && !tty;
        if (!stdin && !stdout && !stderr) {
            throw new Refusal(400, "you must specify at least 1 of stdin, stdout, stderr");
        }
        return new CommandStreams(stdin, stdout, stderr, tty);
    }

    private void command(Exchange exchange, URI endpoint, CommandStreams streams) throws Refusal, InterruptedException {
        var protocol = RemoteCommand.protocol(exchange.request);
        if (protocol == null) {
            pass(exchange, endpoint);
            return;
        }
        checkHandshake(exchange);
        new RemoteCommand(environment, client)
                .relay(exchange.request, exchange.response, protocol, ClientRequest.get(endpoint), streams);
    }

    private void pass(Exchange exchange, URI endpoint) throws Refusal, InterruptedException {
        if (!exchange.response.canUpgrade()) {
            throw new Refusal(400, "Upgrade request required");
        }
        var target = endpoint.getRawQuery() == null
                ? endpoint.getRawPath()
                : endpoint.getRawPath() + "?" + endpoint.getRawQuery();
        try {
            new HttpProxy(environment, client)
                    .forward(exchange.request, exchange.response, Origin.of(endpoint), target, headers(exchange));
        } catch (HttpException e) {
            throw new Refusal(500, "error dialing backend: " + e.getMessage());
        }
    }

    private static Headers headers(Exchange exchange) {
        return exchange.request.headers().without("Authorization");
    }

    private static void checkHandshake(Exchange exchange) throws Refusal {
        var fault = Handshake.fault(exchange.request);
        if (fault != null) {
            throw new Refusal(400, fault);
        }
    }

    private static Refusal refusal(RpcException e) {
        int status = switch (e.code()) {
            case NOT_FOUND -> 404;
            case RESOURCE_EXHAUSTED -> 429;
            default -> 500;
        };
        return new Refusal(status, e.code() == RpcCode.UNKNOWN ? e.description() : String.valueOf(e.getMessage()));
    }
}
