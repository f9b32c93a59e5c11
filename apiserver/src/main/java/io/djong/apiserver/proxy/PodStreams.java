package io.djong.apiserver.proxy;

import io.djong.api.types.core.v1.Pod;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.authorization.Refusal;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.Query;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.command.RemoteCommand;
import io.djong.http.HttpException;
import io.djong.http.Piece;
import io.djong.http.client.ClientRequest;
import io.djong.http.proxy.HttpProxy;
import io.djong.http.stream.CommandStreams;
import io.djong.http.websocket.ChannelProtocol;
import io.djong.http.websocket.Handshake;

/// Commands in a pod's containers, and its ports, by way of its node's kubelet.
///
/// What the kubelet understands is passed through byte for byte; WebSockets of `v5.channel.k8s.io`,
/// and tunnels for ports, become SPDY here.
final class PodStreams {
    private static final int REFUSAL_BYTES_MAX = 50_000;

    private final Environment environment;
    private final Kubelets kubelets;
    private final NodeOf nodes;
    private final Authorizer authorizer;

    PodStreams(Environment environment, Kubelets kubelets, NodeOf nodes, Authorizer authorizer) {
        this.environment = environment;
        this.kubelets = kubelets;
        this.nodes = nodes;
        this.authorizer = authorizer;
    }

    /// `exec` or `attach`.
    void command(ApiExchange exchange, Pod pod, String subresource) throws ApiException, InterruptedException {
        mayCreate(exchange);
        var query = exchange.query();
        var container = ContainerChoice.of(pod, query.first("container"));
        var path = "/" + subresource + "/" + pod.metadata().namespace() + "/"
                + pod.metadata().name() + "/" + container;
        var backend = backend(exchange, pod, path + kubeletQuery(query, subresource));
        var request = exchange.request();
        if (RemoteCommand.protocol(request) != ChannelProtocol.V5) {
            forward(exchange, backend);
            return;
        }
        checkHandshake(exchange);
        boolean tty = query.flag("tty");
        boolean stdin = query.flag("stdin");
        boolean stdout = query.flag("stdout");
        boolean stderr = query.flag("stderr") && !tty;
        if (!stdin && !stdout && !stderr) {
            throw Failures.badRequest("you must specify at least 1 of stdin, stdout, stderr");
        }
        new RemoteCommand(environment, kubelets.client())
                .relay(
                        request,
                        exchange.response(),
                        ChannelProtocol.V5,
                        backend,
                        new CommandStreams(stdin, stdout, stderr, tty));
    }

    /// The kubelet's parameters, in the order of their names.
    private static String kubeletQuery(Query query, String subresource) {
        var text = new QueryText();
        if (subresource.equals("exec")) {
            query.all("command").forEach(word -> text.add("command", word));
        }
        if (query.flag("stderr")) {
            text.add("error", "1");
        }
        if (query.flag("stdin")) {
            text.add("input", "1");
        }
        if (query.flag("stdout")) {
            text.add("output", "1");
        }
        if (query.flag("tty")) {
            text.add("tty", "1");
        }
        return text.toString();
    }

    void portForward(ApiExchange exchange, Pod pod) throws ApiException, InterruptedException {
        mayCreate(exchange);
        var text = new QueryText();
        var ports = exchange.query().all("ports");
        if (!ports.isEmpty()) {
            text.add("port", String.join(",", ports));
        }
        var path = "/portForward/" + pod.metadata().namespace() + "/"
                + pod.metadata().name();
        var backend = backend(exchange, pod, path + text);
        if (!RemoteCommand.isTunnel(exchange.request())) {
            forward(exchange, backend);
            return;
        }
        checkHandshake(exchange);
        try {
            var refused = new RemoteCommand(environment, kubelets.client())
                    .tunnel(exchange.request(), exchange.response(), backend);
            if (refused != null) {
                try (var answer = refused.response()) {
                    var type = answer.headers().first("Content-Type", "text/plain; charset=utf-8");
                    exchange.commonHeaders();
                    exchange.response().header("Content-Type", type);
                    exchange.response().send(answer.status(), Piece.of(answer.body(REFUSAL_BYTES_MAX)));
                }
            }
        } catch (HttpException e) {
            throw dialling(e);
        }
    }

    private ClientRequest backend(ApiExchange exchange, Pod pod, String target)
            throws ApiException, InterruptedException {
        var node = pod.spec().nodeName();
        if (node.isEmpty()) {
            throw Failures.badRequest("pod " + pod.metadata().name() + " does not have a host assigned");
        }
        return ClientRequest.of(exchange.request().method(), kubelets.origin(nodes.get(node)), target);
    }

    private void forward(ApiExchange exchange, ClientRequest backend) throws ApiException, InterruptedException {
        if (!exchange.response().canUpgrade()) {
            throw Failures.badRequest("Upgrade request required");
        }
        try {
            new HttpProxy(environment, kubelets.client())
                    .forward(
                            exchange.request(),
                            exchange.response(),
                            backend.origin(),
                            backend.target(),
                            ForwardedHeaders.withoutCredentials(exchange.request()));
        } catch (HttpException e) {
            throw dialling(e);
        }
    }

    private static ApiException dialling(HttpException e) {
        return Failures.refused(500, "", "error dialing backend: " + e.getMessage(), null);
    }

    private static void checkHandshake(ApiExchange exchange) throws ApiException {
        var fault = Handshake.fault(exchange.request());
        if (fault != null) {
            throw Failures.badRequest(fault);
        }
    }

    /// A WebSocket is opened with GET, but what it does is no reading: whoever may only `get` may
    /// not do it (upstream's AuthorizePodWebsocketUpgradeCreatePermission).
    private void mayCreate(ApiExchange exchange) throws ApiException {
        var info = exchange.info();
        if (!info.verb().equals("get") || !Handshake.isRequested(exchange.request())) {
            return;
        }
        var wanted = Attributes.resource(
                exchange.user(),
                "create",
                info.group(),
                info.version(),
                info.resource(),
                info.subresource(),
                info.namespace(),
                info.name());
        var decision = authorizer.authorize(wanted);
        if (!(decision instanceof Decision.Allow)) {
            throw Refusal.of(wanted, decision.reason());
        }
    }
}
