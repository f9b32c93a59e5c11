package io.djong.apiserver.proxy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.Subresource;
import io.djong.apiserver.verbs.Connector;
import io.djong.client.ApiException;

/// Serves `log`, `exec`, `attach` and `portforward` of pods, and `proxy` of pods, services and nodes.
public final class StreamConnector implements Connector {
    private final ApiCore core;
    private final PodLogs logs;
    private final PodStreams streams;
    private final ObjectProxy proxy;

    /// @param kubelets connections; closed by the caller
    public StreamConnector(ApiCore core, Kubelets kubelets) {
        this.core = core;
        NodeOf nodes = name -> core.kind(CoreV1.NODES).objects().get(new ObjectKey("", name));
        this.logs = new PodLogs(kubelets, nodes);
        this.streams = new PodStreams(core.environment(), kubelets, nodes, core.authorizer());
        this.proxy = new ObjectProxy(core, kubelets, nodes);
    }

    @Override
    public void connect(ApiExchange exchange, Subresource.Connect<?> subresource, ObjectKey key)
            throws ApiException, InterruptedException {
        var method = exchange.request().method();
        var name = subresource.name();
        if (name.equals("proxy")) {
            switch (exchange.info().resource()) {
                case "pods" -> proxy.pod(exchange, key);
                case "services" -> proxy.service(exchange, key);
                case "nodes" -> proxy.node(exchange, key);
                default -> throw Failures.notServed();
            }
            return;
        }
        boolean takes = method.equals("GET") || (method.equals("POST") && !name.equals("log"));
        if (!takes) {
            throw Failures.methodNotAllowed();
        }
        var pod = core.kind(CoreV1.PODS).objects().get(key);
        switch (name) {
            case "log" -> logs.serve(exchange, pod);
            case "exec", "attach" -> streams.command(exchange, pod, name);
            case "portforward" -> streams.portForward(exchange, pod);
            default -> throw Failures.notServed();
        }
    }
}
