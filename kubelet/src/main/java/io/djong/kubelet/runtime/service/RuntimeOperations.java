package io.djong.kubelet.runtime.service;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Ticker;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How often, how long and how well the runtime answers, by upstream's names of metrics and operations.
public final class RuntimeOperations implements RpcSocket.Observer {
    private static final String CRI = "runtime.v1.";
    private static final String LABEL = "operation_type";

    private final Ticker ticker;
    private final Family<Counter> total;
    private final Family<Counter> errors;
    private final Family<Histogram> durations;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    public RuntimeOperations(Ticker ticker, MetricRegistry registry) {
        this.ticker = ticker;
        this.total = registry.counter(
                "kubelet_runtime_operations_total",
                "[ALPHA] Cumulative number of runtime operations by operation type.",
                LABEL);
        this.errors = registry.counter(
                "kubelet_runtime_operations_errors_total",
                "[ALPHA] Cumulative number of runtime operation errors by operation type.",
                LABEL);
        this.durations = registry.histogram(
                "kubelet_runtime_operations_duration_seconds",
                "[ALPHA] Duration in seconds of runtime operations. Broken down by operation type.",
                Buckets.exponential(0.005, 2.5, 14),
                LABEL);
    }

    @Override
    public long begun(String method) {
        return ticker.nanos();
    }

    @Override
    public void ended(String method, long begun, boolean failed) {
        if (!method.startsWith(CRI)) {
            return;
        }
        var name = names.computeIfAbsent(method, RuntimeOperations::name);
        total.with(name).inc();
        durations.with(name).observeNanos(ticker.nanos() - begun);
        if (failed) {
            errors.with(name).inc();
        }
    }

    /// `runtime.v1.RuntimeService/RunPodSandbox` is `run_podsandbox`.
    static String name(String method) {
        var simple = method.substring(method.indexOf('/') + 1);
        if (simple.equals("UpdateContainerResources")) {
            return "update_container";
        }
        return simple.replace("PodSandbox", "Podsandbox")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }
}
