package io.djong.apiserver.proxy;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.client.HttpClient;
import io.djong.http.client.Origin;
import io.djong.http.proxy.HttpProxy;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Requests that are passed on to a pod, a service's endpoints, or a node. Scheme and port may stand with
/// the name.
///
/// Addresses that only this machine could reach (loopback, link-local) are refused, as upstream
/// does, so that nobody borrows the server's place in the network.
final class ObjectProxy {
    private final ApiCore core;
    private final Kubelets kubelets;
    private final NodeOf nodes;
    private final ServiceTarget services;

    ObjectProxy(ApiCore core, Kubelets kubelets, NodeOf nodes) {
        this.core = core;
        this.kubelets = kubelets;
        this.nodes = nodes;
        this.services = new ServiceTarget(core);
    }

    void pod(ApiExchange exchange, ObjectKey key) throws ApiException, InterruptedException {
        var target = TargetName.parse(key.name(), "pod");
        var pod = core.kind(CoreV1.PODS).objects().get(new ObjectKey(key.namespace(), target.name()));
        int port = target.portNumber(firstPort(pod, target.secure() ? 443 : 80));
        var address = pod.status().podIP();
        checkAddress(address);
        forward(exchange, new Origin(target.secure(), address, port), kubelets.anything());
    }

    private static int firstPort(Pod pod, int otherwise) {
        for (Container container : pod.spec().containers()) {
            if (!container.ports().isEmpty()) {
                return container.ports().getFirst().containerPort();
            }
        }
        return otherwise;
    }

    void service(ApiExchange exchange, ObjectKey key) throws ApiException, InterruptedException {
        forward(exchange, services.origin(key), kubelets.anything());
    }

    void node(ApiExchange exchange, ObjectKey key) throws ApiException, InterruptedException {
        var target = TargetName.parse(key.name(), "node");
        var kubelet = kubelets.origin(nodes.get(target.name()));
        int port = target.portNumber(kubelet.port());
        if (port == kubelet.port()) {
            forward(exchange, kubelet, kubelets.client());
            return;
        }
        checkHost(kubelet.host());
        forward(exchange, new Origin(target.secure(), kubelet.host(), port), kubelets.anything());
    }

    static void checkAddress(String address) throws ApiException {
        var parsed = IpAddress.parse(address);
        if (parsed == null || !parsed.isGlobalUnicast()) {
            throw Failures.badRequest("address not allowed");
        }
    }

    private static void checkHost(String host) throws ApiException {
        if (IpAddress.parse(host) != null) {
            checkAddress(host);
            return;
        }
        try {
            for (var each : InetAddress.getAllByName(host)) {
                checkAddress(each.getHostAddress());
            }
        } catch (UnknownHostException e) {
            throw Failures.badRequest("lookup " + host + ": no such host");
        }
    }

    private void forward(ApiExchange exchange, Origin origin, HttpClient client)
            throws ApiException, InterruptedException {
        var request = exchange.request();
        var path = ProxiedPath.of(exchange.info(), request.rawPath());
        var query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (path.isEmpty() && reads && !exchange.response().canUpgrade()) {
            exchange.commonHeaders();
            exchange.response().header("Location", request.rawPath() + "/" + query);
            exchange.response().send(301);
            return;
        }
        var target = path.isEmpty() ? "/" : path;
        exchange.commonHeaders();
        try {
            new HttpProxy(core.environment(), client)
                    .forward(
                            request,
                            exchange.response(),
                            origin,
                            target + query,
                            ForwardedHeaders.toTarget(request),
                            answer -> answered(answer, exchange, path, origin));
        } catch (HttpException e) {
            throw exchange.response().canUpgrade()
                    ? Failures.refused(500, "", "error dialing backend: " + e.getMessage(), null)
                    : Failures.unavailable("error trying to reach service: " + e.getMessage());
        }
    }

    /// Redirects lead back through us, and the target's word on which sites may ask is not ours.
    private static Headers answered(Headers answer, ApiExchange exchange, String path, Origin origin) {
        var kept = answer.toBuilder();
        for (var name : ProxiedPath.CORS) {
            kept.remove(name);
        }
        kept.remove("Audit-Id");
        var location = answer.first("Location");
        if (location != null) {
            var raw = exchange.request().rawPath();
            var prefix = raw.substring(0, raw.length() - path.length());
            kept.set("Location", ProxiedPath.location(location, prefix, origin));
        }
        return kept.build();
    }
}
