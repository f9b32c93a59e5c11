package io.djong.apiserver.proxy;

import io.djong.api.types.core.v1.Pod;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.ClientResponse;
import io.djong.http.client.RequestBody;
import io.djong.http.websocket.Handshake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Logs of a pod's container, streamed from the kubelet of its node.
final class PodLogs {
    private static final int REFUSAL_BYTES_MAX = 50_000; // Upstream's maxReadLength.
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Kubelets kubelets;
    private final NodeOf nodes;

    PodLogs(Kubelets kubelets, NodeOf nodes) {
        this.kubelets = kubelets;
        this.nodes = nodes;
    }

    void serve(ApiExchange exchange, Pod pod) throws ApiException, InterruptedException {
        var options = LogOptions.parse(exchange.query());
        var name = pod.metadata().name();
        options.check(name);
        var container = ContainerChoice.of(pod, options.container());
        if (pod.spec().nodeName().isEmpty()) {
            exchange.commonHeaders();
            exchange.response().send(204, List.of());
            return;
        }
        var origin = kubelets.origin(nodes.get(pod.spec().nodeName()));
        var client = options.unverified() ? kubelets.unverified() : kubelets.client();
        var target =
                "/containerLogs/" + pod.metadata().namespace() + "/" + name + "/" + container + options.kubeletQuery();
        ClientResponse answer;
        try {
            answer = client.send(new ClientRequest("GET", origin, target, Headers.NONE, RequestBody.NONE, null));
        } catch (HttpException e) {
            throw Failures.refused(500, "", "Get \"" + origin + target + "\": " + e.getMessage(), null);
        }
        try (answer) {
            if (answer.status() < 200 || answer.status() > 206) {
                throw refusal(answer, name);
            }
            copy(exchange, answer);
        } catch (HttpException e) {
            throw Failures.internal(String.valueOf(e.getMessage()));
        }
    }

    private static ApiException refusal(ClientResponse answer, String pod) throws HttpException, InterruptedException {
        String said;
        try {
            said = new String(answer.body(REFUSAL_BYTES_MAX), StandardCharsets.UTF_8);
        } catch (HttpException.BodyTooLarge e) {
            said = "";
        }
        return KubeletRefusal.of(answer.status(), said, "pods/log", pod);
    }

    private static void copy(ApiExchange exchange, ClientResponse answer) throws ApiException {
        if (Handshake.isRequested(exchange.request()) && exchange.response().canUpgrade()) {
            LogSocket.copy(exchange, answer);
            return;
        }
        exchange.request().onClose(answer::close);
        exchange.commonHeaders();
        exchange.response().header("Content-Type", "text/plain");
        var writer = exchange.response().stream(200);
        var buffer = new byte[BUFFER_BYTES];
        try {
            var out = writer.blocking();
            int read;
            while ((read = answer.body().read(buffer)) >= 0) {
                out.write(buffer, 0, read);
            }
            writer.close();
        } catch (IOException e) {
            writer.abort();
        }
    }
}
